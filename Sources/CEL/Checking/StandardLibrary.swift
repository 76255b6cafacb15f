/// A function or operator that every environment has.
struct StandardFunction: Sendable {
    let name: String
    let builtin: Builtin
    let overloads: [FunctionDeclaration.Overload]
    /// How many arguments a call may have, targets included, by the manner of calling.
    let globalArity: Set<Int>
    let memberArity: Set<Int>

    init(_ name: String, _ builtin: Builtin, _ signatures: [String]) {
        self.name = name
        self.builtin = builtin
        var overloads: [FunctionDeclaration.Overload] = []
        for signature in signatures {
            let isMember = signature.hasPrefix(".")
            guard let (parameters, result) = CELType.signature(String(signature.drop { $0 == "." })) else {
                preconditionFailure("the signature `\(signature)` of `\(name)` can't be read")
            }
            overloads.append(FunctionDeclaration.Overload(parameters, result, isMember: isMember))
        }
        self.overloads = overloads
        globalArity = Set(overloads.filter { !$0.isMember }.map(\.parameters.count))
        memberArity = Set(overloads.filter(\.isMember).map(\.parameters.count))
    }
}

/// The functions that every environment has.
///
/// Signatures are in text; a leading dot marks those that are called on their first argument.
enum StandardLibrary {
    static let functions: [String: StandardFunction] = {
        let all = operators + conversions + core + time + strings + math + lists + optionals + network + dates
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }()

    private static let ordered = [
        "int", "uint", "double", "bool", "string", "bytes", "timestamp", "duration", "decimal", "date",
    ]

    private static func comparison(_ name: String, _ builtin: Builtin) -> StandardFunction {
        let numbers = ["int", "uint", "double"]
        let mixed = numbers.flatMap { left in numbers.filter { $0 != left }.map { "(\(left), \($0)) -> bool" } }
        let exact = ["int", "uint"].flatMap { ["(decimal, \($0)) -> bool", "(\($0), decimal) -> bool"] }
        return StandardFunction(name, builtin, ordered.map { "(\($0), \($0)) -> bool" } + mixed + exact)
    }

    private static func arithmetic(_ name: String, _ builtin: Builtin, _ others: [String]) -> StandardFunction {
        let same = ["int", "uint", "double", "decimal"].map { "(\($0), \($0)) -> \($0)" }
        let exact = ["int", "uint"].flatMap { ["(decimal, \($0)) -> decimal", "(\($0), decimal) -> decimal"] }
        return StandardFunction(name, builtin, same + exact + others)
    }

    private static let operators = [
        StandardFunction(Operator.and, .and, ["(bool, bool) -> bool"]),
        StandardFunction(Operator.or, .or, ["(bool, bool) -> bool"]),
        StandardFunction(Operator.not, .not, ["(bool) -> bool"]),
        StandardFunction(Operator.conditional, .conditional, ["(bool, T, T) -> T"]),
        StandardFunction(Operator.equal, .equal, ["(T, T) -> bool"]),
        StandardFunction(Operator.notEqual, .notEqual, ["(T, T) -> bool"]),
        comparison(Operator.less, .less),
        comparison(Operator.lessOrEqual, .lessOrEqual),
        comparison(Operator.greater, .greater),
        comparison(Operator.greaterOrEqual, .greaterOrEqual),
        arithmetic(
            Operator.add,
            .add,
            [
                "(string, string) -> string", "(bytes, bytes) -> bytes", "(list(T), list(T)) -> list(T)",
                "(timestamp, duration) -> timestamp", "(duration, timestamp) -> timestamp",
                "(duration, duration) -> duration", "(date, int) -> date", "(int, date) -> date",
            ]
        ),
        arithmetic(
            Operator.subtract,
            .subtract,
            [
                "(timestamp, timestamp) -> duration", "(timestamp, duration) -> timestamp",
                "(duration, duration) -> duration", "(date, date) -> int", "(date, int) -> date",
            ]
        ),
        arithmetic(Operator.multiply, .multiply, []),
        arithmetic(Operator.divide, .divide, []),
        StandardFunction(Operator.modulo, .modulo, ["(int, int) -> int", "(uint, uint) -> uint"]),
        StandardFunction(
            Operator.negate,
            .negate,
            // cel-go negates durations too; the specification does not.
            ["(int) -> int", "(double) -> double", "(decimal) -> decimal"]
        ),
        StandardFunction(Operator.membership, .membership, ["(T, list(T)) -> bool", "(K, map(K, V)) -> bool"]),
    ]

    private static let conversions = [
        StandardFunction(
            "int",
            .toInt,
            ["int", "uint", "double", "string", "timestamp", "duration", "decimal"].map { "(\($0)) -> int" }
        ),
        StandardFunction("uint", .toUint, ["uint", "int", "double", "string", "decimal"].map { "(\($0)) -> uint" }),
        StandardFunction(
            "double",
            .toDouble,
            ["double", "int", "uint", "string", "decimal"].map { "(\($0)) -> double" }
        ),
        StandardFunction(
            "string",
            .toString,
            [
                "string", "bool", "int", "uint", "double", "bytes", "timestamp", "duration", "decimal", "date",
                "net.IP",
                "net.CIDR",
            ]
            .map { "(\($0)) -> string" }
        ),
        StandardFunction("bytes", .toBytes, ["(bytes) -> bytes", "(string) -> bytes"]),
        StandardFunction("bool", .toBool, ["(bool) -> bool", "(string) -> bool"]),
        StandardFunction(
            "timestamp",
            .toTimestamp,
            ["(timestamp) -> timestamp", "(string) -> timestamp", "(int) -> timestamp"]
        ),
        StandardFunction(
            "duration",
            .toDuration,
            ["(duration) -> duration", "(string) -> duration", "(int) -> duration"]
        ),
        StandardFunction(
            "decimal",
            .toDecimal,
            ["decimal", "string", "int", "uint", "double"].map { "(\($0)) -> decimal" }
        ),
        StandardFunction("date", .toDate, ["(date) -> date", "(string) -> date"]),
        StandardFunction("dyn", .toDyn, ["(T) -> dyn"]),
        StandardFunction("type", .typeOf, ["(T) -> type(T)"]),
    ]

    private static let core = [
        StandardFunction(
            "size",
            .size,
            ["string", "bytes", "list(T)", "map(K, V)"].flatMap { ["(\($0)) -> int", ".(\($0)) -> int"] }
        ),
        StandardFunction("contains", .contains, [".(string, string) -> bool"]),
        StandardFunction("startsWith", .startsWith, [".(string, string) -> bool"]),
        StandardFunction("endsWith", .endsWith, [".(string, string) -> bool"]),
        StandardFunction("matches", .matches, [".(string, string) -> bool", "(string, string) -> bool"]),
    ]

    private static let time: [StandardFunction] = {
        func getter(_ name: String, _ builtin: Builtin, ofDuration: Bool = false) -> StandardFunction {
            StandardFunction(
                name,
                builtin,
                [".(timestamp) -> int", ".(timestamp, string) -> int"] + (ofDuration ? [".(duration) -> int"] : [])
            )
        }
        return [
            getter("getFullYear", .fullYear), getter("getMonth", .month), getter("getDayOfYear", .dayOfYear),
            getter("getDayOfMonth", .dayOfMonth), getter("getDate", .date), getter("getDayOfWeek", .dayOfWeek),
            getter("getHours", .hours, ofDuration: true), getter("getMinutes", .minutes, ofDuration: true),
            getter("getSeconds", .seconds, ofDuration: true),
            getter("getMilliseconds", .milliseconds, ofDuration: true),
        ]
    }()

    private static let dates = [
        StandardFunction("year", .year, [".(date) -> int"]),
        StandardFunction("month", .dateMonth, [".(date) -> int"]),
        StandardFunction("day", .day, [".(date) -> int"]),
        StandardFunction("add_months", .addMonths, ["(date, int) -> date"]),
        StandardFunction("add_days", .addDays, ["(date, int) -> date"]),
        StandardFunction("end_of_year", .endOfYear, ["(date) -> date"]),
    ]
}
