# Knows the lists of answers that are in common use, and with them which of two answers
# says more, whatever numbers they have.

# A list of words that comes with the package, read once.
known_words <- local({
  read <- list()
  function(file) {
    if (is.null(read[[file]])) {
      read[[file]] <<- parse_study_yaml(system.file(file, package = "pairwave"))
    }
    read[[file]]
  }
})

# The known `lists` of answers as they are written, and each of their answers as it is
# compared (`plain`), with the list that it is `of` and its place there, from 0 to 1.
known_answers <- local({
  known <- NULL
  function() {
    if (is.null(known)) {
      lists <- lapply(unlist(unlist(known_words("answers.yml"), FALSE), FALSE, FALSE), unlist)
      known <<- list(
        lists = lists, plain = plain_answer(unlist(lists)),
        of = rep(seq_along(lists), lengths(lists)),
        place = unlist(lapply(lengths(lists), function(n) (seq_len(n) - 1) / (n - 1)))
      )
    }
    known
  }
})

# The known lists that hold all of the texts, the shortest first.
lists_with <- function(texts) {
  plain <- unique(words_of_answer(texts))
  known <- known_answers()
  held <- tabulate(known$of[known$plain %in% plain], length(known$lists))
  fits <- known$lists[held == length(plain)]
  fits[order(lengths(fits))]
}

# The words of an answer without the number that it carries, before or behind them.
words_of_answer <- function(texts) {
  plain <- plain_answer(texts)
  if (anyNA(carried_number(texts))) return(plain)
  alone <- sub("^[(\\[]?[0-9]{1,2}[^\\p{L}]*", "", lower_case(squash(texts)), perl = TRUE)
  plain_answer(sub("[^\\p{L}]+$", "", alone, perl = TRUE))
}

# Tells whether numbers run against the words that they stand for: "1 - Strongly agree",
# or the code 1 with the label "Strongly agree". FALSE where the words are not known.
runs_against_words <- function(number, texts) {
  worded <- !is.na(number) & grepl("\\p{L}", texts, perl = TRUE)
  fits <- if (sum(worded) > 1) lists_with(texts[worded])
  if (length(fits) == 0) return(FALSE)
  rank <- match(words_of_answer(texts[worded]), plain_answer(fits[[1]]))
  all(diff(rank[order(number[worded])]) < 0)
}
