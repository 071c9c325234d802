# Says how a question is answered, for the draft of a study: the kind of its answers,
# their order, and which answers decline.

# How a column is answered: `codes` and `texts` of labels, a `range` of whole
# numbers, of numbers that texts carry (`numbered`), or a few `texts`. NULL where it is
# none of these.
answer_set <- function(waves, name) {
  columns <- lapply(waves, function(wave) wave$survey[[name]])
  columns <- columns[lengths(columns) > 0]
  x <- columns[[1]]
  if (is.logical(x) || time_kind(x) > 0 || is.list(x)) {
    return(NULL)
  }
  # Texts of another wave say nothing about codes.
  columns <- Filter(function(y) is.numeric(bare_values(y)) == is.numeric(bare_values(x)), columns)
  values <- unlist(lapply(columns, plain_values))
  values <- values[!is.na(values)]
  labels <- substantive_labels(x)
  if (is.numeric(bare_values(x))) {
    if (any(values != round(values))) return(NULL)
    if (length(labels) >= 3 && length(labels) <= 11) {
      return(list(by = "labels", labels = labels, range = range(labels)))
    }
    if (length(labels)) return(NULL)
    values <- without_slips(values)
    if (length(unique(values)) < 2 || min(values) < 0 || max(values) > 10) return(NULL)
    return(list(by = "numbers", range = range(values)))
  }
  # Codes that are texts ("A1") are answered by their labels.
  worded <- lapply(columns, function(y) as.character(plain_values(as_label_text(y))))
  texts <- unique(squash(unlist(worded)))
  texts <- texts[!is.na(texts) & nzchar(texts) & !is_declining(texts)]
  numbers <- texts_as_numbers(texts)
  if (length(texts) < 2 || length(texts) > 11 ||
      all(!is.na(suppressWarnings(as.numeric(texts))))) {
    return(NULL)
  }
  if (!is.null(numbers)) return(list(by = "numbered", range = range(numbers), texts = texts))
  if (length(texts) <= 7) list(by = "texts", texts = texts)
}

# The numbers without those that look mistyped: of many answers, at most one in fifty
# lies beyond ten.
without_slips <- function(values) {
  odd <- values < 0 | values > 10
  if (length(values) >= 20 && mean(odd) <= 0.02) values[!odd] else values
}

# The labels of answers that say something, as codes named by their texts.
substantive_labels <- function(x) {
  labels <- column_labels(x)
  if (length(labels) == 0 || !is.numeric(labels)) {
    return(numeric())
  }
  declared <- new_labelled_column(as.double(labels), na_values = column_na_values(x),
                                  na_range = column_na_range(x))
  labels[!is_missing_answer(declared) & !is_declining(names(labels))]
}

# "Prefer not to say" and the like, in the languages of inst/declining.yml.
is_declining <- function(text) {
  known <- declining_words()
  text <- gsub("\u2019", "'", lower_case(squash(as.character(text))), fixed = TRUE)
  text %in% known$whole | grepl(known$within, text, perl = TRUE)
}

# The texts that are all of an answer, and a pattern for those that stand in one.
declining_words <- local({
  known <- NULL
  function() {
    if (is.null(known)) {
      of <- function(where) {
        unlist(lapply(known_words("declining.yml"), `[[`, where), use.names = FALSE)
      }
      known <<- list(whole = of("whole"),
                     within = paste0("\\Q", of("within"), "\\E", collapse = "|"))
    }
    known
  }
})

alike <- function(a, b) {
  if (is.null(a) || is.null(b) || a$by != b$by) return(FALSE)
  switch(a$by,
    labels = identical(sort(a$labels), sort(b$labels)),
    numbers = same_points(a$range, b$range),
    numbered = same_points(a$range, b$range) &&
      !is.null(texts_as_numbers(union(a$texts, b$texts))),
    # Few respondents may not have used every answer of every item.
    texts = length(intersect(a$texts, b$texts)) > 0 && length(union(a$texts, b$texts)) <= 7
  )
}

# Answers from 1 to 5 and from 1 to 10 are not those of one scale.
same_points <- function(a, b) max(a, b) < 8 || min(a[2], b[2]) > 5

# Names that differ in their last number only, or have none. Of questions that begin alike,
# the first is called by their words and the next has a 2 behind them.
same_shape <- function(a, b) {
  if (b == paste0(a, "_2")) return(TRUE)
  shape <- function(x) sub("^(.*?)[0-9]+([^0-9]*)$", "\\1#\\2", x, perl = TRUE)
  numbered <- grepl("[0-9]", c(a, b))
  if (all(numbered)) shape(a) == shape(b) else !any(numbered)
}
