package import Facts
internal import Quantities

extension ListEntry {
    /// The entry as JSON with a fixed order of keys; what is not known is left out.
    package var body: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the entry as an object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            func text(_ key: String, _ text: String?) {
                guard let text else { return }
                writer.key(key)
                writer.string(text)
            }
            func texts(_ key: String, _ texts: [String]) {
                guard !texts.isEmpty else { return }
                writer.key(key)
                writer.strings(texts)
            }
            func flag(_ key: String, _ isTrue: Bool) {
                guard isTrue else { return }
                writer.key(key)
                writer.bool(true)
            }
            text("list", list)
            text("key", key)
            text("id", sourceID)
            text("name", name)
            text("written", written)
            write("aliases", aliases, to: &writer) { alias, writer in
                writer.key("name")
                writer.string(alias.text)
                Self.pair("kind", alias.kind, &writer)
                if alias.isWeak {
                    writer.key("weak")
                    writer.bool(true)
                }
            }
            text("kind", kind?.rawValue)
            texts("countries", countries)
            write("addresses", addresses, to: &writer) { address, writer in
                writer.key("text")
                writer.string(address.text)
                Self.pair("country", address.country, &writer)
            }
            texts("programmes", programmes)
            text("requirement", requirement)
            text("policy", policy)
            text("citation", citation)
            text("listed", listed?.description)
            text("starts", starts?.description)
            text("ends", ends?.description)
            flag("ended", isEnded)
            flag("covers_successors", coversSuccessors)
            text("affiliated_with", affiliatedWith)
            text("title", title)
            text("remarks", remarks)
            write("identifiers", identifiers, to: &writer) { identifier, writer in
                Self.pair("label", identifier.label, &writer)
                writer.key("value")
                writer.string(identifier.value)
            }
            text("url", url)
        }
    }

    private static func pair(_ key: String, _ text: String?, _ writer: inout JSONWriter) {
        guard let text else { return }
        writer.key(key)
        writer.string(text)
    }

    private func write<Element>(
        _ key: String,
        _ elements: [Element],
        to writer: inout JSONWriter,
        _ body: (Element, inout JSONWriter) -> Void
    ) {
        guard !elements.isEmpty else { return }
        writer.key(key)
        writer.array { writer in
            for element in elements { writer.object { body(element, &$0) } }
        }
    }

    /// Reads an entry that ``body`` wrote; nil where it is none.
    package init?(body: [UInt8]) {
        guard let node = try? JSONReader.node(in: body, file: "entry"), let list = node["list"]?.string,
            let name = node["name"]?.string
        else { return nil }
        self.init(list: list, name: name)
        func text(_ key: String) -> String? { node[key]?.string }
        func texts(_ key: String) -> [String] { node[key]?.array?.compactMap(\.string) ?? [] }
        func date(_ key: String) -> CalendarDate? { text(key).flatMap { CalendarDate(iso: $0) } }
        func flag(_ key: String) -> Bool { node[key]?.content == .bool(true) }
        key = text("key") ?? ""
        sourceID = text("id")
        written = text("written")
        aliases =
            node["aliases"]?.array?
            .compactMap { alias in
                alias["name"]?.string
                    .map {
                        Alias($0, kind: alias["kind"]?.string, isWeak: alias["weak"]?.content == .bool(true))
                    }
            } ?? []
        kind = text("kind").flatMap { Kind(rawValue: $0) }
        countries = texts("countries")
        addresses =
            node["addresses"]?.array?
            .compactMap { address in
                address["text"]?.string.map { Address($0, country: address["country"]?.string) }
            } ?? []
        programmes = texts("programmes")
        requirement = text("requirement")
        policy = text("policy")
        citation = text("citation")
        listed = date("listed")
        starts = date("starts")
        ends = date("ends")
        isEnded = flag("ended")
        coversSuccessors = flag("covers_successors")
        affiliatedWith = text("affiliated_with")
        title = text("title")
        remarks = text("remarks")
        identifiers =
            node["identifiers"]?.array?
            .compactMap { identifier in
                identifier["value"]?.string.map { Identifier(label: identifier["label"]?.string, value: $0) }
            } ?? []
        url = text("url")
    }
}
