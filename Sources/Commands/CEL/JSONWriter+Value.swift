import CEL
import Facts

extension JSONWriter {
    /// Writes a value in the encoding of the case files: an object with one key, the kind.
    mutating func celValue(_ value: Value) {
        object { writer in
            switch value {
            case .null:
                writer.key("null")
                writer.null()
            case .bool(let truth):
                writer.key("bool")
                writer.bool(truth)
            case .int(let number): writer.pair("int", "\(number)")
            case .uint(let number): writer.pair("uint", "\(number)")
            case .double(let number):
                writer.pair(
                    "double",
                    number.isNaN ? "NaN" : number.isInfinite ? number < 0 ? "-Infinity" : "Infinity" : "\(number)"
                )
            case .decimal(let number): writer.pair("decimal", "\(number)")
            case .date(let date): writer.pair("date", "\(date)")
            case .string(let text): writer.pair("string", text)
            case .bytes(let bytes): writer.pair("bytes", Base64.encode(bytes))
            case .timestamp(let time): writer.pair("timestamp", "\(time)")
            case .duration(let span): writer.pair("duration", "\(span)")
            case .type: writer.pair("type", value.description)
            case .address, .block: writer.pair("network", value.description)
            case .list(let list):
                writer.key("list")
                writer.array { writer in for element in list.elements { writer.celValue(element) } }
            case .map(let map):
                writer.key("map")
                writer.array { writer in
                    for (key, value) in zip(map.keys, map.values) {
                        writer.array { writer in
                            writer.celValue(key)
                            writer.celValue(value)
                        }
                    }
                }
            case .optional(let inner):
                writer.key("optional")
                if let inner { writer.celValue(inner) } else { writer.null() }
            }
        }
    }

    private mutating func pair(_ key: String, _ text: String) {
        self.key(key)
        string(text)
    }
}
