import Facts
import Foundation
import Quantities
import TestSupport
import Testing

@Suite("JSON writing")
struct JSONWriterTests {
    private static func text(isPretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(isPretty: isPretty)
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func sample(_ writer: inout JSONWriter) {
        writer.object { object in
            object.key("a")
            object.array { array in
                array.int(1)
                array.bool(true)
                array.null()
                array.array { _ in }
                array.object {
                    $0.key("x")
                    $0.string("y ")
                }
            }
            object.key("b")
            object.object { _ in }
            object.key("c/d")
            object.strings(["é", "a/b "])
        }
    }

    @Test("one line, members in the order written")
    func writesOneLine() {
        #expect(
            Self.text(Self.sample)
                == #"{"a": [1, true, null, [], {"x": "y "}], "b": {}, "c/d": ["é", "a/b "]}"#
        )
    }

    @Test("two spaces a level when pretty")
    func writesPretty() {
        #expect(
            Self.text(isPretty: true, Self.sample) == """
                {
                  "a": [
                    1,
                    true,
                    null,
                    [],
                    {
                      "x": "y "
                    }
                  ],
                  "b": {},
                  "c/d": [
                    "é",
                    "a/b "
                  ]
                }
                """
        )
    }

    @Test("only what JSON requires is escaped")
    func escapes() {
        #expect(
            Self.text { $0.string("\"\\/\n\r\t\u{08}\u{0C}\u{1F}\u{7F}é\u{2028}😀") }
                == "\"\\\"\\\\/\\n\\r\\t\\u0008\\u000c\\u001f\u{7F}é\u{2028}😀\""
        )
        #expect(
            Self.text {
                $0.object {
                    $0.key("a\"b")
                    $0.null()
                }
            } == #"{"a\"b": null}"#
        )
    }

    @Test("facts are written in their JSON form")
    func writesFacts() throws {
        let third = try #require(ExactDecimal(1).divided(by: 3))
        let value = FactValue.list([
            .bool(false), .decimal(try #require(ExactDecimal("20919.2"))), .decimal(third), .string("CN"),
            .date(try #require(CalendarDate(iso: "2026-02-15"))), .list([]),
        ])
        #expect(Self.text { $0.value(value) } == #"[false, 20919.2, "1/3", "CN", "2026-02-15", []]"#)
        #expect(Self.text { $0.value(nil) } == "null")
        #expect(value.description == "[false, 20919.2, 1/3, CN, 2026-02-15, []]")
    }

    @Test("what is written is read back as the same value", arguments: 0..<200, [false, true])
    func roundTrips(seed: Int, isPretty: Bool) throws {
        var random = SeededGenerator(seed: seed)
        let value = Self.value(depth: 0, using: &random)
        let bytes = Array(Self.text(isPretty: isPretty) { $0.value(value) }.utf8)
        #expect(try JSONReader.node(in: bytes, file: "t").factValue == value)
        #expect(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) is NSNull == false)
    }

    private static func value(depth: Int, using random: inout SeededGenerator) -> FactValue {
        switch Int.random(in: 0...(depth < 4 ? 3 : 2), using: &random) {
        case 0: return .bool(Bool.random(using: &random))
        case 1:
            let number = ExactDecimal(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
            return .decimal(number.divided(by: [1, 10, 1000, 8].randomElement(using: &random) ?? 1) ?? number)
        case 2:
            let scalars: [Character] = ["a", " ", "\"", "\\", "\n", "\u{01}", "é", "阿", "😀", "/", ",", "{"]
            return .string(
                String(
                    (0..<Int.random(in: 0...5, using: &random))
                        .compactMap { _ in scalars.randomElement(using: &random) }
                )
            )
        default:
            return .list(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, using: &random) }
            )
        }
    }
}
