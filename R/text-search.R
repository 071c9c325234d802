# Searches texts for what may identify a person: names, addresses, long numbers and
# the study's own codes. What is found is a hint for who reads the text; that nothing
# is found guarantees nothing.

search_kinds <- c("email", "web", "code", "number", "name")

# What is found in each of `texts`: a frame with the number of the text, the kind, the
# place (characters from 1) and the words. `names` are the participants' and `codes`
# the study's own; `corpus` the texts whose small letters are the dictionary.
search_texts <- function(texts, names = character(), codes = character(), corpus = texts) {
  texts <- enc2utf8(texts)
  patterns <- list(
    email = paste0("[^\\s@<>()]+\\s?(?:@|\\(at\\)|\\[at\\])\\s?[^\\s@<>()]+\\.\\w+"),
    web = paste0("(?:https?://|www\\.)\\S+|(?<![\\w@])@\\w{2,}|",
                 "\\b[\\w-]+(?:\\.[\\w-]+)*\\.",
                 "(?:com|org|net|edu|gov|info|io|uk|eu|de|fr|ie|au|ca)\\b(?:/\\S*)?"),
    code = code_pattern(codes),
    number = "(?<!\\w)\\d(?:[\\s()./+-]{0,2}\\d){5,}",
    name = "(?<![\\w\\[])\\p{Lu}[\\w'\u2019-]*"
  )
  found <- lapply(search_kinds, function(kind) {
    if (is.null(patterns[[kind]])) return(NULL)
    found_places(texts, patterns[[kind]], kind)
  })
  found <- c(found, list(found_places(texts, name_pattern(names), "name")))
  found <- do.call(rbind, c(list(no_finding), found))
  common <- found$kind == "name" & !is_given_name(found$found, names) &
    is_common_word(found$found, corpus)
  distinct_findings(found[!common, , drop = FALSE])
}

no_finding <- data.frame(text = integer(), kind = character(), start = integer(),
                         end = integer(), found = character())

found_places <- function(texts, pattern, kind) {
  if (is.null(pattern)) return(NULL)
  at <- gregexpr(paste0("(*UCP)", if (kind != "name") "(?i)", pattern), texts, perl = TRUE)
  parts <- lapply(seq_along(texts), function(i) {
    start <- as.integer(at[[i]])
    if (is.na(start[1]) || start[1] < 0) return(NULL)
    end <- start + attr(at[[i]], "match.length") - 1L
    data.frame(text = i, kind = kind, start = start, end = end,
               found = substring(texts[i], start, end))
  })
  do.call(rbind, parts)
}

# What lies in a place that another kind has found is not found again: the digits of a
# code are no number, and half an address no name.
distinct_findings <- function(found) {
  found <- found[order(found$text, match(found$kind, search_kinds), found$start,
                       -found$end), , drop = FALSE]
  keep <- rep(TRUE, nrow(found))
  for (i in seq_len(nrow(found))) {
    before <- which(keep & seq_along(keep) < i & found$text == found$text[i])
    keep[i] <- !any(found$start[before] <= found$end[i] & found$end[before] >= found$start[i])
  }
  found <- found[keep, , drop = FALSE]
  found <- found[order(found$text, found$start), , drop = FALSE]
  rownames(found) <- NULL
  found
}

# Codes as they were typed or with blanks, points and dashes between their characters.
# Those of fewer than three letters and digits are words of any text.
code_pattern <- function(codes) {
  codes <- gsub("[^\\p{L}\\p{N}]", "", enc2utf8(as.character(codes)), perl = TRUE)
  codes <- unique(codes[!is.na(codes) & nchar(codes) >= 3])
  if (length(codes) == 0) return(NULL)
  apart <- vapply(strsplit(codes, ""), paste, "", collapse = "[\\s._-]?")
  paste0("(?<![\\p{L}\\p{N}])(?:", paste(apart, collapse = "|"), ")(?![\\p{L}\\p{N}])")
}

# Whole names and the words that they are made of, with capitals or without.
name_words <- function(names) {
  names <- squash(enc2utf8(as.character(names)))
  words <- unique(c(names, unlist(strsplit(names, "[^\\p{L}\\p{M}'\u2019-]+", perl = TRUE))))
  words <- words[!is.na(words) & nchar(words) >= 2]
  words[order(-nchar(words))]
}

name_pattern <- function(names) {
  words <- name_words(names)
  if (length(words) == 0) return(NULL)
  escaped <- paste0("\\Q", gsub("\\E", "", words, fixed = TRUE), "\\E")
  paste0("(?i)(?<![\\p{L}\\p{N}])(?:", paste(escaped, collapse = "|"), ")(?![\\p{L}\\p{N}])")
}

is_given_name <- function(found, names) lower_case(found) %in% lower_case(name_words(names))

# Words that the texts have without a capital too, and those that are written with one
# in English and name nobody.
is_common_word <- function(word, corpus) {
  words <- unlist(regmatches(corpus, gregexpr("(*UCP)[\\w'\u2019-]+", corpus, perl = TRUE)))
  small <- words[words == lower_case(words)]
  plain <- sub("['\u2019](s|m|d|ve|ll|re|t)$", "", lower_case(word))
  lower_case(word) %in% small | plain %in% c(small, words_of_sentences)
}

# Words that begin an English sentence, so that a short text need not have them twice.
words_of_sentences <- c(
  "i", "a", "about", "after", "all", "also", "an", "and", "any", "anyone", "are", "as", "at",
  "because", "before", "being", "both", "but", "by", "can", "did", "do", "each", "even",
  "every", "everyone", "everything", "few", "first", "for", "from", "had", "has", "have",
  "having", "he", "her", "here", "his", "how", "if", "in", "is", "isn", "it", "its", "just",
  "later", "like", "many", "maybe", "me", "more", "most", "mostly", "my", "never", "no",
  "nobody", "none", "not", "nothing", "now", "of", "often", "on", "once", "one", "only", "or",
  "other", "others", "our", "people", "perhaps", "she", "since", "so", "some", "somebody",
  "someone", "sometimes", "still", "that", "the", "their", "then", "there", "these", "they",
  "this", "those", "though", "through", "to", "two", "until", "was", "we", "well", "were",
  "what", "when", "where", "which", "while", "who", "why", "will", "with", "without", "would",
  "yes", "yet", "you", "your",
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"
)
