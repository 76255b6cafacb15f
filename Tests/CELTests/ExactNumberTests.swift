import CEL
import Diagnostics
import Quantities
import Testing

@Suite("Decimals and dates")
struct ExactNumberTests {
    private func bench() throws -> Bench {
        Bench([
            ("chip.tpp", .decimal, try decimal("20919.2")),
            ("chip.area", .decimal, try decimal("814")),
            ("chip.cores", .int, .int(4)),
            ("order.date", .date, try date("2026-02-15")),
            ("limits", .list(.decimal), .list([try decimal("0.1"), try decimal("4800")])),
        ])
    }

    @Test(
        "numbers that meet a decimal are read as the decimal that is written",
        arguments: [
            "chip.tpp == 20919.2", "20919.2 == chip.tpp", "chip.tpp < 21000", "chip.tpp >= 20919.2",
            "chip.tpp in [1, 20919.2]", "!(chip.tpp in [1.5, 20919])", "chip.tpp == (20919.2)",
            "chip.tpp - 0.2 == 20919", "chip.tpp * 0.1 == 2091.92", "-chip.tpp == -20919.2",
            "chip.tpp == - // minus\n 1 * -20919.2", "chip.tpp + 0.1 + 0.2 == 20919.5", "chip.tpp < 1e26",
            "chip.tpp > 10 * 0.1", "chip.tpp == (chip.cores == 4 ? 20919.2 : 1)", "0.1 in limits", "!(0.2 in limits)",
            "limits + [0.3] == [0.1, 4800, 0.3]", "chip.tpp / 2 == 10459.6", "[0.1, chip.tpp][0] == 0.1",
            "math.greatest(chip.tpp, 0.1, 3) == 20919.2", "chip.tpp > 0.1 + 0.2 - 0.3",
            "chip.tpp == 20919.20000000000000000000000000000000000 ",
        ]
    )
    func exactLiterals(_ source: String) throws {
        #expect(try bench().isTrue(source))
    }

    @Test(
        "decimals mix with whole numbers, and convert",
        arguments: [
            "chip.area == 814u", "chip.cores < chip.area", "chip.area / 3 * 3 == 814", "int(chip.tpp) == 20919",
            "int(-chip.tpp) == -20919", "string(chip.tpp) == '20919.2'", "double(chip.tpp) == 20919.2",
            "decimal('1e30') == 1000000000000000000000000000000.0", "decimal(1u) == 1", "chip.area != chip.cores",
            "type(chip.tpp) == decimal", "decimal(0.5) == 0.5", "chip.cores in [chip.area, 4]",
            "math.floor(chip.tpp) == 20919", "math.ceil(-chip.tpp) == -20919",
        ]
    )
    func mixing(_ source: String) throws {
        #expect(try bench().isTrue(source))
    }

    @Test(
        "strings that meet a date are read as that date",
        arguments: [
            "order.date >= '2024-01-01'", "order.date == '2026-02-15'", "order.date in ['2026-02-14', '2026-02-15']",
            "order.date - '2026-01-15' == 31", "order.date + 14 == '2026-03-01'", "order.date - 15 == '2026-01-31'",
            "add_months('2026-01-31', 1) == date('2026-02-28')", "end_of_year(order.date) == '2026-12-31'",
            "order.date.year() == 2026 && order.date.month() == 2 && order.date.day() == 15",
            "add_days(order.date, -15) == '2026-01-31'", "string(order.date) == '2026-02-15'",
            "order.date < (chip.cores > 1 ? '2027-01-01' : '2020-01-01')", "type(order.date) == date",
        ]
    )
    func dates(_ source: String) throws {
        #expect(try bench().isTrue(source))
    }

    @Test("a string that meets a date and is none is an error at the literal")
    func badDate() throws {
        let problems = try bench().problems("order.date >= '2026-02-30'")
        #expect(problems.map(\.code.text) == ["cel.literal"])
        #expect(problems.first?.offset == 14)
    }

    @Test("a double that is not written out does not mix with decimals")
    func doublesDoNotMix() throws {
        let problems = try bench().problems("chip.tpp > double('1.5')")
        #expect(problems.map(\.code.text) == ["cel.no-overload"])
    }

    @Test("division by zero is an error, and so is a number that grows without end")
    func limits() throws {
        let bench = try bench()
        #expect(throws: EvaluationError.self) { try bench.value("chip.tpp / (chip.cores - 4)") }
        let square = String(repeating: "cel.bind(x, x * x, ", count: 20)
        let source = "cel.bind(x, chip.tpp, \(square)x > 1\(String(repeating: ")", count: 21))"
        #expect(throws: EvaluationError.self) { try bench.value(source) }
    }

    @Test("an expression that must be a decimal reads its literals as decimals")
    func expectedType() throws {
        let program = try Program("0.1", in: Environment(exactLiterals: true), expecting: .decimal)
        guard case .value(.decimal(let number)) = program.evaluate(Bindings()) else {
            Issue.record("no decimal")
            return
        }
        #expect(number == ExactDecimal("0.1"))
        #expect(throws: CELError.self) { try Program("'a'", in: Environment(), expecting: .bool) }
    }
}
