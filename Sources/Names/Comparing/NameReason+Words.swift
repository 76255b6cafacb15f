extension NameReason {
    /// The reason as a person reads it.
    package var words: String {
        switch self {
        case .nothingCompared: "one of the names has no words to compare"
        case .sameWords: "every word is answered"
        case .brandAgrees: "the brand is the same"
        case .noBrandInCommon: "the names have no brand in common"
        case .brandMissingInQuery: "the name asked about has common words only, the listed one has a brand"
        case .brandMissingInCandidate: "the listed name has common words only, the one asked about has a brand"
        case .brandsDiffer: "both names have a brand that the other lacks"
        case .furtherBrandInQuery: "the name asked about has a further word that the listed one lacks"
        case .furtherBrandInCandidate: "the listed name has a further word that the one asked about lacks"
        case .numbersDiffer: "the numbers differ"
        case .numberOnOneSide: "one name has a number that the other lacks"
        case .placesDiffer: "the places differ"
        case .countryOnOneSide: "one name has a country that the other lacks"
        case .tradesDiffer: "the lines of business differ"
        case .tradeOnOneSide: "one name has a line of business far from the other's"
        case .doubtfulSpelling: "the spellings differ by a letter, and both may be meant"
        case .commonWordsOnly: "both names are made of common words only"
        case .brandAlone: "nothing but the brand agrees"
        case .mistypedCharacter: "a character looks like the one in the other name"
        }
    }
}

extension MatchWay {
    /// How the words answer each other, as a person reads it.
    package var words: String {
        switch self {
        case .same: "the same"
        case .reading: "read alike"
        case .confusable: "readings often confused"
        case .typo: "a slip of typing"
        case .transcription: "another transcription"
        case .alike: "characters that sound or look alike"
        case .joined: "written together or apart"
        case .initials: "initials"
        case .form: "another legal form"
        case .doubtful: "a letter apart"
        case .abbreviation: "abbreviated"
        }
    }
}
