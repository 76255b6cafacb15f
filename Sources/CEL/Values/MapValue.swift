import Quantities

/// A map from keys (truth values, integers or strings) to values, in the order in which it was written.
public struct MapValue: Sendable {
    /// The entries, shared between copies; with an index once there are many.
    private final class Storage: Sendable {
        let keys: [Value]
        let values: [Value]
        let index: [MapKey: Int]
        let weight: Int

        init(keys: [Value], values: [Value], index: [MapKey: Int]) {
            self.keys = keys
            self.values = values
            self.index = index
            var weight = 1
            for value in keys { weight = weight.addingSaturated(value.weight) }
            for value in values { weight = weight.addingSaturated(value.weight) }
            self.weight = weight
        }
    }

    private static let linearLimit = 6

    private let storage: Storage

    /// Creates a map; nil when a key is of a kind that can't be one, or occurs twice.
    public init?(_ entries: [(key: Value, value: Value)]) {
        switch MapValue.building(keys: entries.map(\.key), values: entries.map(\.value)) {
        case .success(let map): self = map
        case .failure: return nil
        }
    }

    private init(storage: Storage) {
        self.storage = storage
    }

    /// Why entries make no map.
    enum Flaw: Error {
        case unsupportedKey(Value)
        case repeatedKey(Value)
    }

    static func building(keys: [Value], values: [Value]) -> Result<MapValue, Flaw> {
        var index: [MapKey: Int] = [:]
        index.reserveCapacity(keys.count)
        for (position, key) in keys.enumerated() {
            guard let mapKey = MapKey(storing: key) else { return .failure(.unsupportedKey(key)) }
            guard index.updateValue(position, forKey: mapKey) == nil else { return .failure(.repeatedKey(key)) }
        }
        if keys.count <= linearLimit { index = [:] }
        return .success(MapValue(storage: Storage(keys: keys, values: values, index: index)))
    }

    /// The number of entries.
    public var count: Int { storage.keys.count }

    /// The keys in the order of the entries.
    public var keys: [Value] { storage.keys }

    /// The values in the order of the entries.
    public var values: [Value] { storage.values }

    var weight: Int { storage.weight }

    /// The value at a key, or nil when there is none; numbers of different types are the same key when they are equal.
    public subscript(key: Value) -> Value? {
        if storage.keys.count <= MapValue.linearLimit {
            if case .string(let text) = key { return self[text] }
            guard let wanted = MapKey(lookingUp: key) else { return nil }
            for (position, candidate) in storage.keys.enumerated() where MapKey(lookingUp: candidate) == wanted {
                return storage.values[position]
            }
            return nil
        }
        return MapKey(lookingUp: key).flatMap { storage.index[$0] }.map { storage.values[$0] }
    }

    /// The value at a string key, or nil when there is none.
    public subscript(field: String) -> Value? {
        if storage.keys.count <= MapValue.linearLimit {
            for (position, candidate) in storage.keys.enumerated() {
                if case .string(let text) = candidate, text.hasSameCodePoints(as: field) {
                    return storage.values[position]
                }
            }
            return nil
        }
        return storage.index[.string(CodePointString(field))].map { storage.values[$0] }
    }

    func equals(_ other: MapValue) -> Bool {
        guard count == other.count else { return false }
        for (position, key) in storage.keys.enumerated() {
            guard let value = other[key], storage.values[position].equals(value) else { return false }
        }
        return true
    }
}

/// A map's key in a form that is the same for equal keys.
enum MapKey: Hashable, Sendable {
    case bool(Bool)
    case int(Int64)
    /// An unsigned integer that is no signed one.
    case uint(UInt64)
    case string(CodePointString)

    /// The form of a value that may stand as a key in a map, or nil.
    init?(storing value: Value) {
        switch value {
        case .double, .decimal: return nil
        default: self.init(lookingUp: value)
        }
    }

    /// The form of a value that may equal a key, or nil when it equals none.
    init?(lookingUp value: Value) {
        switch value {
        case .bool(let truth): self = .bool(truth)
        case .int(let number): self = .int(number)
        case .uint(let number): self = Int64(exactly: number).map(MapKey.int) ?? .uint(number)
        case .double(let number):
            if let whole = Int64(exactly: number) {
                self = .int(whole)
            } else if let whole = UInt64(exactly: number) {
                self = .uint(whole)
            } else {
                return nil
            }
        case .decimal(let number):
            if let whole = number.int64 {
                self = .int(whole)
            } else if number.isInteger, let whole = UInt64(number.description) {
                self = .uint(whole)
            } else {
                return nil
            }
        case .string(let text): self = .string(CodePointString(text))
        default: return nil
        }
    }
}
