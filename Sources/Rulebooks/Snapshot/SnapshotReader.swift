import Diagnostics

/// Reads the parts of a snapshot; every read is nil where the bytes can't be what is asked for.
struct SnapshotReader {
    private let bytes: UnsafeRawBufferPointer
    private let prefix: String
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, prefix: String) {
        self.bytes = bytes
        self.prefix = prefix
    }

    /// The whole snapshot.
    mutating func source() -> RulebookSource? {
        guard let count = number(), count <= bytes.count else { return nil }
        var source = RulebookSource(files: [:], prefix: prefix)
        for _ in 0..<count {
            guard let path = text(), let digest = raw(32), let kind = byte() else { return nil }
            source.digests[path] = Array(digest)
            switch kind {
            case 0:
                guard let length = number(), let content = raw(length) else { return nil }
                source.files[path] = .bytes(Array(content))
            case 1:
                guard let node = node(file: prefix + path, depth: 0) else { return nil }
                source.files[path] = .parsed(node)
            default:
                return nil
            }
        }
        return offset == bytes.count ? source : nil
    }

    private mutating func byte() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func raw(_ length: Int) -> UnsafeRawBufferPointer? {
        guard length >= 0, length <= bytes.count - offset else { return nil }
        defer { offset += length }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)])
    }

    private mutating func number() -> Int? {
        var result: UInt = 0
        var shift: UInt = 0
        while let byte = byte(), shift < 63 {
            result |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(exactly: result) }
            shift += 7
        }
        return nil
    }

    private mutating func text() -> String? {
        guard let length = number(), let bytes = raw(length) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private mutating func node(file: String, depth: Int) -> DataNode? {
        guard depth <= DataNode.Bound.depth, let kind = byte(), let line = number(), let column = number() else {
            return nil
        }
        let position = SourcePosition(file: file, line: line, column: column)
        switch kind {
        case 0, 1:
            guard let text = text() else { return nil }
            return DataNode(content: .scalar(text: text, isPlain: kind == 0), position: position)
        case 2:
            guard let count = number(), count <= bytes.count - offset else { return nil }
            var elements: [DataNode] = []
            elements.reserveCapacity(count)
            for _ in 0..<count {
                guard let element = node(file: file, depth: depth + 1) else { return nil }
                elements.append(element)
            }
            return DataNode(content: .sequence(elements), position: position)
        case 3:
            guard let count = number(), count <= bytes.count - offset else { return nil }
            var entries: [DataNode.Entry] = []
            entries.reserveCapacity(count)
            for _ in 0..<count {
                guard let line = number(), let column = number(), let name = text(),
                    let value = node(file: file, depth: depth + 1)
                else { return nil }
                let position = SourcePosition(file: file, line: line, column: column)
                entries.append(.init(name: name, position: position, value: value))
            }
            return DataNode(content: .mapping(entries), position: position)
        default:
            return nil
        }
    }
}
