import Names
import TestSupport

/// Invented names and their keys, for tests of the index alone.
enum IndexTestNames {
    private static let syllables = [
        "ka", "lo", "ve", "tra", "mon", "del", "sar", "fen", "bri", "tor", "val", "nex", "qui", "dor", "lan", "ris",
    ]
    private static let trades = ["electronics", "systems", "logistics", "materials", "robotics", "trading", "software"]
    private static let characters: [Character] = Array("华中新天海龙飞云光明智创星达信联盛泰恒瑞博宏芯微源远腾浪")

    /// So many distinct names from a seed.
    static func names(_ count: Int, seed: Int) -> [NameKeys] {
        var random = SeededGenerator(seed: seed)
        var taken: Set<String> = []
        var result: [NameKeys] = []
        while result.count < count {
            let keys = name(using: &random)
            if taken.insert(keys.exact[0]).inserted { result.append(keys) }
        }
        return result
    }

    /// The keys of words in lower case.
    static func keys(_ words: [String], brands: Int = 1, han: String = "") -> NameKeys {
        let latin = words.joined(separator: " ")
        return NameKeys(
            exact: [latin + han],
            latin: latin,
            brands: Array(words.prefix(brands)),
            han: han,
            acronyms: words.count >= 3 ? [String(words.compactMap(\.first))] : []
        )
    }

    /// A word with one letter wrong, left out, doubled or swapped with its neighbour.
    static func misspelled(_ word: String, using random: inout SeededGenerator) -> String {
        var letters = Array(word)
        let place = Int.random(in: 0..<(letters.count - 1), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: letters[place] = letters[place] == "z" ? "y" : "z"
        case 1: letters.remove(at: place)
        case 2: letters.insert(letters[place], at: place)
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private static func name(using random: inout SeededGenerator) -> NameKeys {
        let brand = (0..<Int.random(in: 2...4, using: &random))
            .compactMap { _ in syllables.randomElement(using: &random) }
        let trade = trades.randomElement(using: &random) ?? ""
        var han = ""
        if Bool.random(using: &random) {
            for _ in 0..<Int.random(in: 3...7, using: &random) {
                han.append(characters.randomElement(using: &random) ?? "华")
            }
        }
        var keys = keys([brand.joined(), trade], han: han)
        keys.syllables = Bool.random(using: &random) ? brand : []
        return keys
    }
}
