extension StandardLibrary {
    static let strings = [
        StandardFunction("charAt", .charAt, [".(string, int) -> string"]),
        StandardFunction("indexOf", .indexOf, [".(string, string) -> int", ".(string, string, int) -> int"]),
        StandardFunction("lastIndexOf", .lastIndexOf, [".(string, string) -> int", ".(string, string, int) -> int"]),
        StandardFunction("lowerAscii", .lowerAscii, [".(string) -> string"]),
        StandardFunction("upperAscii", .upperAscii, [".(string) -> string"]),
        StandardFunction(
            "replace",
            .replace,
            [".(string, string, string) -> string", ".(string, string, string, int) -> string"]
        ),
        StandardFunction(
            "split",
            .split,
            [".(string, string) -> list(string)", ".(string, string, int) -> list(string)"]
        ),
        StandardFunction("substring", .substring, [".(string, int) -> string", ".(string, int, int) -> string"]),
        StandardFunction("trim", .trim, [".(string) -> string"]),
        StandardFunction("join", .join, [".(list(string)) -> string", ".(list(string), string) -> string"]),
        StandardFunction("reverse", .reverse, [".(string) -> string", ".(list(T)) -> list(T)"]),
        StandardFunction("strings.quote", .quote, ["(string) -> string"]),
        StandardFunction("format", .format, [".(string, list(dyn)) -> string"]),
    ]

    static let math: [StandardFunction] = {
        func bits(_ name: String, _ builtin: Builtin) -> StandardFunction {
            StandardFunction(name, builtin, ["(int, int) -> int", "(uint, uint) -> uint"])
        }
        let roundings: [(String, Builtin)] = [
            ("math.ceil", .ceil), ("math.floor", .floor), ("math.round", .round), ("math.trunc", .trunc),
        ]
        let questions: [(String, Builtin)] = [
            ("math.isNaN", .isNaN), ("math.isInf", .isInf), ("math.isFinite", .isFinite),
        ]
        return roundings.map { StandardFunction($0, $1, ["(double) -> double", "(decimal) -> decimal"]) }
            + questions.map { StandardFunction($0, $1, ["(double) -> bool"]) } + [
                StandardFunction(
                    "math.abs",
                    .abs,
                    ["int", "uint", "double", "decimal"].map { "(\($0)) -> \($0)" }
                ),
                StandardFunction(
                    "math.sign",
                    .sign,
                    ["int", "uint", "double", "decimal"].map { "(\($0)) -> \($0)" }
                ),
                StandardFunction("math.sqrt", .sqrt, ["double", "int", "uint"].map { "(\($0)) -> double" }),
                bits("math.bitAnd", .bitAnd), bits("math.bitOr", .bitOr), bits("math.bitXor", .bitXor),
                StandardFunction("math.bitNot", .bitNot, ["(int) -> int", "(uint) -> uint"]),
                StandardFunction("math.bitShiftLeft", .bitShiftLeft, ["(int, int) -> int", "(uint, int) -> uint"]),
                StandardFunction("math.bitShiftRight", .bitShiftRight, ["(int, int) -> int", "(uint, int) -> uint"]),
            ]
    }()

    static let lists = [
        StandardFunction("slice", .slice, [".(list(T), int, int) -> list(T)"]),
        StandardFunction("flatten", .flatten, [".(list(list(T))) -> list(T)", ".(list(dyn), int) -> list(dyn)"]),
        StandardFunction("lists.range", .range, ["(int) -> list(int)"]),
        StandardFunction("sort", .sort, [".(list(T)) -> list(T)"]),
        StandardFunction("distinct", .distinct, [".(list(T)) -> list(T)"]),
        StandardFunction("first", .first, [".(list(T)) -> optional_type(T)"]),
        StandardFunction("last", .last, [".(list(T)) -> optional_type(T)"]),
    ]

    static let optionals = [
        StandardFunction("optional.of", .optionalOf, ["(T) -> optional_type(T)"]),
        StandardFunction("optional.none", .optionalNone, ["() -> optional_type(T)"]),
        StandardFunction("optional.ofNonZeroValue", .optionalOfNonZero, ["(T) -> optional_type(T)"]),
        StandardFunction("hasValue", .hasValue, [".(optional_type(T)) -> bool"]),
        StandardFunction("value", .value, [".(optional_type(T)) -> T"]),
        StandardFunction("or", .orOptional, [".(optional_type(T), optional_type(T)) -> optional_type(T)"]),
        StandardFunction("orValue", .orValue, [".(optional_type(T), T) -> T"]),
        StandardFunction("optional.unwrap", .unwrap, ["(list(optional_type(T))) -> list(T)"]),
        StandardFunction("unwrapOpt", .unwrap, [".(list(optional_type(T))) -> list(T)"]),
        StandardFunction("base64.encode", .base64Encode, ["(bytes) -> string"]),
        StandardFunction("base64.decode", .base64Decode, ["(string) -> bytes"]),
    ]

    static let network = [
        StandardFunction("ip", .ip, ["(string) -> net.IP", "(net.IP) -> net.IP", ".(net.CIDR) -> net.IP"]),
        StandardFunction("isIP", .isIP, ["(string) -> bool"]),
        StandardFunction("ip.isCanonical", .ipIsCanonical, ["(string) -> bool"]),
        StandardFunction("family", .family, [".(net.IP) -> int"]),
        StandardFunction("isUnspecified", .isUnspecified, [".(net.IP) -> bool"]),
        StandardFunction("isLoopback", .isLoopback, [".(net.IP) -> bool"]),
        StandardFunction("isGlobalUnicast", .isGlobalUnicast, [".(net.IP) -> bool"]),
        StandardFunction("isLinkLocalMulticast", .isLinkLocalMulticast, [".(net.IP) -> bool"]),
        StandardFunction("isLinkLocalUnicast", .isLinkLocalUnicast, [".(net.IP) -> bool"]),
        StandardFunction("cidr", .cidr, ["(string) -> net.CIDR", "(net.CIDR) -> net.CIDR"]),
        StandardFunction("isCIDR", .isCIDR, ["(string) -> bool"]),
        StandardFunction("containsIP", .containsIP, [".(net.CIDR, net.IP) -> bool", ".(net.CIDR, string) -> bool"]),
        StandardFunction(
            "containsCIDR",
            .containsCIDR,
            [".(net.CIDR, net.CIDR) -> bool", ".(net.CIDR, string) -> bool"]
        ),
        StandardFunction("masked", .masked, [".(net.CIDR) -> net.CIDR"]),
        StandardFunction("prefixLength", .prefixLength, [".(net.CIDR) -> int"]),
    ]
}
