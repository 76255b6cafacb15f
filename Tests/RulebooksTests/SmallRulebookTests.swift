import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks
import TestSupport
import Testing

@Suite("Reading a rulebook")
struct SmallRulebookTests {
    @Test("a sound rulebook is read whole and without a warning")
    func readsWhole() throws {
        let (definition, warnings) = try RulebookReader.read(small())
        #expect(warnings.isEmpty)
        #expect(definition.gates.map(\.id) == ["near", "far"])
        #expect(definition.rules.count == 11)
        #expect(definition.collisions.map(\.id) == ["x.clash"])
        #expect(definition.facts.count == 11)
        #expect(definition.tables.map(\.rows.count) == [2, 2, 2])
        #expect(definition.profiles.map(\.id) == ["neighbour"])
        #expect(definition.overlays.isEmpty)
    }

    @Test("a condition keeps the place of its first character, however it is written")
    func placesConditions() throws {
        let rules = try RulebookReader.read(small()).definition.rules
        func place(_ index: Int) -> String {
            let position = rules[index].when.position
            return "\(position.file):\(position.line):\(position.column) \(rules[index].when.text)"
        }
        #expect(place(0) == "small/near/rules.yaml:5:11 fruit.kind == 'berry'")
        #expect(place(1) == "small/near/rules.yaml:16:7 fruit.kind == 'berry' && fruit.weight_g > 3")
        #expect(place(2) == "small/near/rules.yaml:27:12 near.ripe_enough")
    }

    @Test("a list behind an alias is the list that was named")
    func resolvesAliases() throws {
        let rules = try RulebookReader.read(small()).definition.rules
        let judges = ["near.rev.soft", "near.rev.hard"]
        #expect(rules.first { $0.id == "near.req" }?.servedBy?.map(\.name) == judges)
        #expect(rules.first { $0.id == "near.req.again" }?.servedBy?.map(\.name) == judges)
    }

    @Test("an attribute has the type in which it is written")
    func typesAttributes() throws {
        let rule = try #require(RulebookReader.read(small()).definition.rules.first { $0.id == "near.exc.kin" })
        #expect(
            try rule.attributes == [
                "days": .decimal(25), "since": .date(#require(CalendarDate(iso: "2020-02-03"))), "word": .string("25"),
                "names": .list([.string("a"), .string("b")]), "fast": .bool(true),
            ]
        )
    }

    @Test("cells have the kinds of their columns, and an empty cell has no value")
    func typesCells() throws {
        let tables = try RulebookReader.read(small()).definition.tables
        let weight = try #require(ExactDecimal("150.25"))
        #expect(
            tables[0].rows[0].cells == [
                .string("golden apple"), .string("apple of gold; aurum"), .decimal(weight), .string("Weighing 1"),
            ]
        )
        #expect(tables[0].rows[1].cells[1] == nil)
        #expect(try tables[1].rows[0].cells[1] == .date(#require(CalendarDate(iso: "2020-05-01"))))
    }

    @Test("the order of files and of rules in them changes the order of the definition and nothing else")
    func ignoresOrder() throws {
        let source = try small()
        let turned = try small { files in
            let path = "near/rules.yaml"
            let text = String(decoding: files[path] ?? [], as: UTF8.self)
            let obligations = text.range(of: "obligations:").map { text[$0.lowerBound...] } ?? ""
            let rules = text.dropFirst("rules:\n".count).dropLast(obligations.count)
            let parts = ("\n" + rules).split(separator: "\n  - id:", omittingEmptySubsequences: true)
            // The anchor stays ahead of its alias.
            let moved =
                parts[3...].reversed().filter { !$0.contains("*judges") } + parts[..<3]
                + parts.filter { $0.contains("*judges") }
            files[path] = Array(("rules:" + moved.map { "\n  - id:" + $0 }.joined() + "\n" + obligations).utf8)
            let manifest = String(decoding: files["rulebook.yaml"] ?? [], as: UTF8.self)
            files["rulebook.yaml"] = Array(
                manifest.replacing(
                    "near/facts.yaml, near/decisions.yaml, near/rules.yaml",
                    with: "near/rules.yaml, near/decisions.yaml, near/facts.yaml"
                )
                .utf8
            )
        }
        func rules(_ source: RulebookSource) throws -> [RuleDefinition] {
            let start = SourcePosition(file: "", line: 1, column: 1)
            return try RulebookReader.read(source).definition.rules
                .map { rule in
                    var rule = rule
                    rule.position = start
                    rule.when.position = start
                    rule.testedWhen?.position = start
                    rule.contributes = rule.contributes.map {
                        .init(target: Reference($0.target.name, at: start), values: $0.values)
                    }
                    rule.overrides = rule.overrides.map { Reference($0.name, at: start) }
                    rule.servedBy = rule.servedBy?.map { Reference($0.name, at: start) }
                    rule.overcomeBy = rule.overcomeBy.map {
                        .init(rule: Reference($0.rule.name, at: start), from: $0.from)
                    }
                    return rule
                }
                .sorted { ($0.id, $0.from) < ($1.id, $1.from) }
        }
        #expect(
            try RulebookReader.read(turned).definition.rules.map(\.id)
                != RulebookReader.read(source).definition.rules.map(\.id)
        )
        #expect(try rules(turned) == rules(source))
    }

    @Test("cases are given by file in the order of the gates")
    func givesCases() throws {
        #expect(try RulebookReader.cases(of: small()).map(\.file) == ["small/near/cases.jsonl", "small/cases.jsonl"])
    }
}

@Suite("The digest of a rulebook")
struct DigestTests {
    @Test("it does not change with line ends, cases and files that are not part of the rulebook")
    func ignoresWhatDoesNotCount() throws {
        let digest = try RulebookReader.read(small()).definition.digest
        let other = try small { files in
            for (path, bytes) in files where !path.hasSuffix(".jsonl") {
                files[path] = bytes.flatMap { $0 == UInt8(ascii: "\n") ? Array("\r\n".utf8) : [$0] }
            }
            files["cases.jsonl"] = Array("{}".utf8)
            files["README.md"] = Array("read me".utf8)
        }
        #expect(try RulebookReader.read(other).definition.digest == digest)
    }

    @Test("it changes with any other byte", arguments: 0..<40)
    func noticesChanges(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let source = try small()
        let digest = try RulebookReader.read(source).definition.digest
        let other = try small { files in
            let paths = files.keys.filter { $0.hasSuffix(".yaml") }.sorted()
            let path = paths[Int.random(in: paths.indices, using: &random)]
            files[path] = (files[path] ?? []) + Array("# \(seed)\n".utf8)
        }
        #expect(try RulebookReader.read(other).definition.digest != digest)
    }

    @Test("it changes with the overlays applied and with their order")
    func countsOverlays() throws {
        let orders: [[RulebookSource.Overlay]] = [
            [], [.named("strict")], [.named("wild")], [.named("strict"), .named("wild")],
            [.named("wild"), .named("strict")],
        ]
        let digests = try Set(orders.map { try RulebookReader.read(small($0)).definition.digest })
        #expect(digests.count == orders.count)
    }

    @Test("it is the SHA-256 of a listing as sha256sum prints it")
    func isCheckableByHand() throws {
        let digest = try RulebookReader.read(small()).definition.digest
        // LC_ALL=C; find . -name '*.yaml' -o -name '*.csv' | sed 's|^./||' | sort | xargs sha256sum | sha256sum
        #expect(digest == "bd6933c5e95625bf898a9c775daddb0006dd120620c52a2ae86f47e0273faa07")
    }
}

/// The small rulebook of the fixtures, with changes to its files.
func small(
    _ overlays: [RulebookSource.Overlay] = [],
    changing change: (inout [String: [UInt8]]) -> Void = { _ in }
) throws -> RulebookSource {
    var (files, unreadable) = try RulebookFiles.read(RulebookFiles.path("Tests/RulebooksTests/Fixtures/small"))
    change(&files)
    return RulebookSource(files: files, unreadable: unreadable, prefix: "small/", overlays: overlays)
}
