/// Hashes numbered from 0, found by open addressing.
struct KeyTable: Sendable {
    private let hashes: FlatArray<UInt64>
    private let slots: FlatArray<UInt32>

    /// How many keys there are.
    var count: Int { hashes.count }

    init(_ snapshot: IndexSnapshot, name: String) throws(NameIndexError) {
        hashes = try snapshot.section("\(name).hashes")
        slots = try snapshot.section("\(name).slots")
        let mask = slots.count - 1
        guard slots.count > hashes.count, slots.count & mask == 0, slots.areAll(below: hashes.count + 1) else {
            throw snapshot.damaged("\(name).slots")
        }
    }

    /// The number of a key, nil if it is not in the table.
    func number(of hash: UInt64) -> Int? {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        // At least one slot is empty in a table that was written by us; the bound holds for any other too.
        for _ in 0..<slots.count {
            let slot = Int(slots[place])
            if slot == 0 { return nil }
            if hashes[slot - 1] == hash { return slot - 1 }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Writes the table of distinct hashes, each numbered by its place.
    static func write(_ hashes: [UInt64], name: String, to writer: inout IndexSnapshotWriter) {
        var size = 2
        while size < hashes.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = UInt32(number + 1)
        }
        writer.add("\(name).hashes", hashes)
        writer.add("\(name).slots", slots)
    }
}

/// Gives numbers to hashes in the order in which they come.
struct KeyNumbering {
    private(set) var hashes: [UInt64] = []
    private var numbers: [UInt64: UInt32] = [:]

    mutating func number(of hash: UInt64) -> UInt32 {
        if let number = numbers[hash] { return number }
        let number = UInt32(hashes.count)
        numbers[hash] = number
        hashes.append(hash)
        return number
    }
}
