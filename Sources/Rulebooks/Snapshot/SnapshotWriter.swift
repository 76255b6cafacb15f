import Diagnostics

/// Writes the parts of a snapshot.
struct SnapshotWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func raw(_ more: [UInt8]) {
        bytes += more
    }

    mutating func number(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes += text.utf8
    }

    mutating func node(_ node: DataNode) {
        switch node.content {
        case .scalar(_, let isPlain): byte(isPlain ? 0 : 1)
        case .sequence: byte(2)
        case .mapping: byte(3)
        }
        number(node.position.line)
        number(node.position.column)
        switch node.content {
        case .scalar(let text, _):
            self.text(text)
        case .sequence(let elements):
            number(elements.count)
            for element in elements { self.node(element) }
        case .mapping(let entries):
            number(entries.count)
            for entry in entries {
                number(entry.position.line)
                number(entry.position.column)
                text(entry.name)
                self.node(entry.value)
            }
        }
    }
}
