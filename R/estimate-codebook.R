# Describes the variables of a survey.

# The variables of every wave of a cohort. `id` names columns that identify people
# besides the study's own.
estimate_codebook <- function(cohort, id) {
  do.call(rbind, lapply(names(cohort$surveys), function(wave) {
    described <- describe_survey(cohort$surveys[[wave]], wave,
                                 c(cohort$study$id$column, id))
    with_differences(described, cohort$surveys, wave)
  }))
}

# A survey may have a hundred thousand variables, so a field is described for all
# of them together where that can be done.
describe_survey <- function(survey, wave, id) {
  columns <- lapply(survey, identity)
  type <- vapply(columns, answer_type, "")
  answers <- describe_answers(
    columns, type, names(survey) %in% id | vapply(columns, is_identifying, NA)
  )
  said <- function(which) column_texts(columns, which)
  format <- said("format.spss")
  for (other in c("format.stata", "format.sas")) {
    none <- is.na(format)
    format[none] <- column_texts(columns[none], other)
  }
  data.frame(
    wave = rep(wave, length(columns)), name = names(survey), label = said("label"),
    type = type, format = format, measure = said("measure"),
    role = said("role"), set = sets_of_names(names(survey), mr_sets(survey)),
    labels = answers$labels, missing = vapply(columns, missing_codes_text, ""),
    answers[c("n", "n_missing", "distinct", "lowest", "highest", "reason")],
    differs = rep(NA_character_, length(columns)),
    compared_with = rep(NA_character_, length(columns)), row.names = NULL
  )
}

# The multiple-response sets that each variable belongs to.
sets_of_names <- function(names, sets) {
  members <- lapply(sets, function(set) unique(set$variables))
  member <- unlist(members)
  if (length(member) == 0) {
    return(rep(NA_character_, length(names)))
  }
  set <- rep(vapply(sets, `[[`, "", "name"), lengths(members))
  joined <- vapply(split(set, factor(member, unique(member))), paste_or_na, "")
  unname(joined[match(names, names(joined))])
}

answer_type <- function(x) {
  if (is.factor(x)) return("factor")
  time <- time_kind(x)
  if (time > 0) return(c("date", "datetime", "time")[time])
  if (is.list(x)) "list"
  else if (is.character(x)) "text"
  else if (is.logical(x)) "logical"
  else "number"
}

# Finds what people answered, as far as it may be shown.
describe_answers <- function(columns, type, identifies) {
  counts <- vapply(columns, counts_of_answers, numeric(5), USE.NAMES = FALSE)
  is_labelled <- vapply(columns, is_labelled, NA)
  reason <- suppression_reason(type, identifies, is_labelled, counts[1, ], counts[3, ])
  shown <- is.na(reason) & !is.na(counts[1, ])
  labels <- lowest <- highest <- rep(NA_character_, length(columns))
  is_factor <- shown & type == "factor"
  labels[is_factor] <- vapply(columns[is_factor], function(x) paste_or_na(levels(x)), "")
  by_label <- shown & is_labelled & !is_factor
  if (any(by_label)) labels[by_label] <- value_labels_text(columns[by_label])
  has_ends <- shown & !is_labelled & !is_factor & !is.na(counts[4, ])
  is_time <- has_ends & type %in% c("date", "datetime", "time")
  plain <- has_ends & !is_time
  lowest[plain] <- code_text(counts[4, plain])
  highest[plain] <- code_text(counts[5, plain])
  for (i in which(is_time)) {
    text <- trimws(format(with_prototype(counts[4:5, i], list(plain_time(columns[[i]])))))
    lowest[i] <- text[1]
    highest[i] <- text[2]
  }
  list(labels = labels, n = as.integer(counts[1, ]), n_missing = as.integer(counts[2, ]),
       distinct = as.integer(counts[3, ]), lowest = lowest, highest = highest,
       reason = reason)
}

# The numbers of answers, of missing and of different ones, and the ends of those
# that are numbers; NA for what is no column of answers.
counts_of_answers <- function(column) {
  if (is.list(column)) return(rep(NA_real_, 5))
  absent <- is_missing_answer(column)
  values <- bare_values(column)[!absent]
  if (is.character(values)) values <- values[nzchar(trimws(values))]
  ends <- if (is.numeric(values) && length(values)) range(values) else c(NA, NA)
  c(length(values), length(absent) - length(values), length(unique(values)), ends)
}

# Says why the values of each column may not be shown, or NA.
suppression_reason <- function(type, identifies, is_labelled, n, distinct) {
  own_answers <- distinct > 0.9 * n & type != "logical"
  own_answers <- own_answers & (n >= 10 | !is_labelled) & !is.na(n)
  free_text <- type == "text" & !is_labelled
  out <- rep(NA_character_, length(type))
  out[own_answers] <- "own_answers"
  out[free_text] <- "free_text"
  out[identifies & !is.na(n)] <- "identifying"
  out
}

# "1 = Yes; 2 = No" for each column with value labels.
value_labels_text <- function(columns) {
  labels <- lapply(columns, column_labels)
  codes <- lapply(labels, function(x) {
    codes <- as.vector(x)
    if (is.numeric(codes) && !anyNA(codes)) codes
    else ifelse(is.na(codes), label_keys(x), code_text(codes))
  })
  is_text <- vapply(codes, is.character, NA)
  codes[!is_text] <- split_as(code_text(unlist(codes[!is_text], use.names = FALSE)),
                              codes[!is_text])
  text <- paste(unlist(codes, use.names = FALSE), "=",
                unlist(lapply(labels, names), use.names = FALSE))
  vapply(split_as(text, codes), paste, "", collapse = "; ")
}

# The parts of `x` that are as long as those of `like`, one after the other.
split_as <- function(x, like) {
  unname(split(x, factor(rep(seq_along(like), lengths(like)), seq_along(like))))
}

missing_codes_text <- function(column) {
  values <- column_na_values(column)
  range <- column_na_range(column)
  if (length(values) == 0 && length(range) == 0) return(NA_character_)
  if (time_kind(column) > 0) {
    labels <- column_labels(column)
    named <- c(names(labels)[match(values, labels)], if (length(range)) "a range")
    return(paste_or_na(ifelse(is.na(named), "a code", named)))
  }
  ends <- if (length(range) == 2) {
    if (range[1] == -Inf) paste("up to", code_text(range[2]))
    else if (range[2] == Inf) paste(code_text(range[1]), "and above")
    else paste(code_text(range), collapse = " to ")
  }
  paste_or_na(c(if (length(values)) code_text(values), ends))
}

# Compares the variables of a wave with the first wave that has them: in what they
# differ, and from which.
with_differences <- function(rows, surveys, wave) {
  earlier <- names(surveys)[seq_len(match(wave, names(surveys)) - 1)]
  here <- lapply(surveys[[wave]], identity)[match(rows$name, names(surveys[[wave]]))]
  compared <- logical(nrow(rows))
  for (first in earlier) {
    at <- match(rows$name, names(surveys[[first]]))
    there <- lapply(surveys[[first]], identity)
    for (i in which(!is.na(at) & !compared)) {
      rows$differs[i] <- column_differences(there[[at[i]]], here[[i]])
      rows$compared_with[i] <- first
    }
    compared <- compared | !is.na(at)
  }
  rows
}

column_differences <- function(there, here) {
  differ <- c(
    labels = moved_labels(there, here) > 0,
    type = answer_type(here) != answer_type(there),
    missing = !identical(missing_codes_text(here), missing_codes_text(there))
  )
  join_codes(names(which(differ)))
}

codebook_title <- function(about, rows) {
  if (is.null(about)) return(NULL)
  label <- about$label
  paste0(basename(about$file), if (length(label) && nzchar(label)) paste0(": ", label),
         ", ", said_of(format(rows, big.mark = ","), "row", "rows"))
}

codebook_notes <- function(survey) {
  about <- attr(survey, "survey")
  weight <- about$weight
  sets <- mr_sets(survey)
  c(
    if (length(weight) && !is.na(weight)) paste0("Weighted by ", weight, "."),
    vapply(sets, function(set) {
      label <- if (is.na(set$label)) "" else set$label
      paste0("Set ", set$name, if (nzchar(label)) paste0(" (", label, ")"), ": ",
             if (!is.na(set$counted)) paste0("chosen where ", trimws(set$counted), "; "),
             paste(set$variables, collapse = ", "), ".")
    }, ""),
    if (length(about$attributes)) {
      paste0("Attribute ", names(about$attributes), ": ", about$attributes, ".")
    },
    about$notes
  )
}
