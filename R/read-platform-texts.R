# Reads the labels of codes out of texts that stand beside them: the same answers
# exported once as codes and once as texts, in two files or in two columns of one.

# What another export of the same responses says of the codes of this one, as
# read_platform_key() gives it. Responses are matched by their numbers, columns by their
# names or, where the two files have as many, by their places. NULL where the other file
# is no such export.
export_entries <- function(path, layout, survey, heading) {
  texts <- suppressWarnings(read_survey(path, platform = layout$path %||% layout$name))
  own <- intersect(fitting_columns(layout$respondent, heading), names(survey))
  other <- attr(texts, "survey")$respondent
  if (length(own) == 0 || length(other) == 0) {
    return(NULL)
  }
  number <- function(x) as.character(bare_values(x))
  at <- match(number(survey[[own[1]]]), number(texts[[other]]))
  columns <- setdiff(names(survey), fitting_columns(own_headings(layout), heading))
  place <- match(columns, names(texts))
  if (anyNA(place) && length(texts) == length(survey)) place <- match(columns, names(survey))
  columns <- columns[!is.na(place)]
  place <- place[!is.na(place)]
  found <- stats::setNames(Map(function(column, text) {
    if (!is.logical(text)) paired_labels(survey[[column]], text[at], column_label(text))
  }, columns, unclass(texts)[place]), columns)
  clash <- has_clash(found)
  options <- option_entries(texts, stats::setNames(names(texts)[place], columns), heading)
  list(entries = c(found[lengths(found) > 0 & !clash], options), note = c(
    sprintf("Labels are those of the answers that were given, by the texts in %s (%d of %d %s).",
            basename(path), sum(!is.na(at)), length(at),
            if (length(at) == 1) "response" else "responses"),
    if (any(clash)) paste0(and_words(columns[clash]), ": codes and texts do not go together one ",
                           "to one, so there are no labels.")
  ))
}

# What the options of questions are called, by the stem of their columns. `places` are the
# names that the other export has for the columns.
option_entries <- function(texts, places, heading) {
  out <- list()
  for (set in attr(texts, "survey")$mr_sets) {
    at <- match(names(places)[match(set$variables, places)], heading$name)
    stem <- unique(heading$stem[at])
    if (length(stem) != 1 || anyNA(c(stem, at))) next
    told <- vapply(unclass(texts)[set$variables], column_label, "")
    out[[stem]] <- list(label = set$label, codes = heading$option[at],
                        texts = substring(told, nchar(part_label(set$label, "")) + 1))
  }
  out
}

# Questions whose heading stands twice side by side, over codes and over their texts.
twin_entries <- function(survey, layout, heading) {
  n <- length(heading$name)
  read <- heading$name %in% names(survey)
  first <- which(heading$header[-n] == heading$header[-1] & heading$header[-1] != "" &
                   read[-n] & read[-1])
  names <- heading$name[first]
  found <- stats::setNames(Map(function(code, text) {
    # One question asked twice looks alike.
    if (!all(is_code_like(survey[[code]])) || any(is_code_like(survey[[text]]))) return(NULL)
    paired_labels(survey[[code]], survey[[text]], column_label(survey[[code]]))
  }, names, heading$name[first + 1]), names)
  found[lengths(found) > 0 & !has_clash(found)]
}

has_clash <- function(entries) vapply(entries, function(entry) isTRUE(entry$clash), NA)

# Tells which answers are written as codes: A1, AO03, 4, Y, LimeSurvey's -oth-.
is_code_like <- function(x) {
  value <- as.character(bare_values(x))
  grepl("^([A-Z]{0,3}[0-9]+|[A-Z]|-oth-)$", value[!is.na(value) & nzchar(value)])
}

# The labels of codes by the texts beside them: NULL where the two are the same, `clash`
# where a code has several texts or a text several codes.
paired_labels <- function(code, text, label) {
  text <- as.character(bare_values(text))
  value <- bare_values(code)
  both <- !is.na(value) & !is.na(text) & nzchar(text)
  pairs <- unique(data.frame(code = squash(code_text(value)), text = squash(text))[both, ])
  if (nrow(pairs) < 2 || all(pairs$code == pairs$text)) {
    return(NULL)
  }
  if (anyDuplicated(pairs$code) || anyDuplicated(pairs$text)) {
    return(list(clash = TRUE))
  }
  number <- suppressWarnings(as.numeric(pairs$code))
  pairs <- pairs[if (anyNA(number)) order(pairs$code, method = "radix") else order(number), ]
  list(label = label, codes = pairs$code, texts = pairs$text)
}
