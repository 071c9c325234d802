# What the variables of a survey are, one row for each.

#' The codebook of a survey
#'
#' Lists the variables of an export, of a cohort's exports or of a data frame:
#' what the file says about each, and how many people answered. It prints as a
#' table that fits the console, and as a full table in a knitted document.
#'
#' No answer of a single person is shown. The values of a variable are left out
#' of the codebook, and `note` says so, when it is named by `id` or is a study's
#' id; when it is text without value labels; and when more than 9 in 10 answers
#' differ from one another, as in a student number or the moment of submission
#' (for a variable with value labels, only from 10 answers on). Everything else
#' that the file says about it is there.
#'
#' @param x A survey from [read_survey()], a cohort from [read_cohort()], a
#'   data frame, or the path of an export.
#' @param ... Not used; must be empty.
#' @param id Names of columns that identify people.
#'
#' @return A data frame of class `pairwave_codebook`, a row for each variable in
#'   the order of the file, of each wave in turn. All columns are character
#'   unless said otherwise, `NA` where there is nothing to say:
#'   `wave` (for a cohort), `name`, `label`, `type` (`"number"`, `"text"`,
#'   `"date"`, `"datetime"`, `"time"`, `"logical"`, `"factor"` or `"list"`),
#'   `format` and `measure` (as the file has them), `role` (of SPSS), `set` (the multiple-response sets that it belongs to),
#'   `labels` (as `"1 = Yes; 2 = No"`), `missing` (the user-missing codes), `n`
#'   (integer: answers that are not missing), `n_missing` (integer: absent and
#'   user-missing), `distinct` (integer: how many different answers), `lowest`
#'   and `highest` (of numbers, dates and times without value labels) and
#'   `note`. Of a cohort whose study has a disclosure profile other than `"none"`,
#'   `n`, `n_missing`, `distinct`, `lowest` and `highest` are `NA`.
#' @section Errors: those of [read_survey()] for a path;
#'   `pairwave_error_column` for an `id` that is no column, and
#'   `pairwave_error_argument` for anything else that is no survey.
#' @seealso [check_cohort()] for what may be wrong with the answers.
#' @export
#' @examples
#' codebook(system.file("extdata", "demo", "pre.sav", package = "pairwave"),
#'          id = "code")
codebook <- function(x, ...) UseMethod("codebook")

#' @rdname codebook
#' @export
codebook.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a survey, a cohort, a data frame or the path of an export.",
      x = "It is {.obj_type_friendly {x}}."),
    "argument"
  )
}

#' @rdname codebook
#' @export
codebook.character <- function(x, ..., id = character()) {
  rlang::check_dots_empty()
  codebook(read_survey(x), id = id)
}

#' @rdname codebook
#' @export
codebook.data.frame <- function(x, ..., id = character()) {
  rlang::check_dots_empty()
  check_known(id, names(x), "{.arg id} must name columns of {.arg x}.",
              topic = "column")
  about <- attr(x, "survey")
  new_codebook(
    describe_survey(x, NA_character_, id),
    title = codebook_title(about, nrow(x)), notes = codebook_notes(x)
  )
}

#' @rdname codebook
#' @export
codebook.pairwave_cohort <- function(x, ..., id = character()) {
  rlang::check_dots_empty()
  everywhere <- unlist(lapply(x$surveys, names))
  check_known(id, everywhere, "{.arg id} must name columns of the surveys.",
              topic = "column")
  waves <- names(x$surveys)
  parts <- lapply(waves, function(wave) {
    described <- protect_codebook(
      describe_survey(x$surveys[[wave]], wave, c(x$study$id$column, id)), x$study
    )
    with_difference_notes(described, x$surveys, wave)
  })
  new_codebook(do.call(rbind, parts), title = x$study$title,
               wave_labels = study_wave_labels(x$study))
}

new_codebook <- function(rows, title = NULL, notes = character(), wave_labels = NULL) {
  new_result(
    rows, "pairwave_codebook",
    title = title, notes = notes, wave_labels = wave_labels
  )
}

# Without the ends of a variable, which are somebody's answers, and without any
# count of people: beside the tables of the same cohort they would tell what those
# hold back.
protect_codebook <- function(rows, study) {
  profile <- disclosure_profile(study$disclosure)
  if (!is_protecting(profile)) return(rows)
  rows[c("lowest", "highest")] <- NA_character_
  rows[c("n", "n_missing", "distinct")] <- NA_integer_
  rows
}

# The multiple-response sets that a file or its platform declares.
mr_sets <- function(survey) attr(survey, "survey")$mr_sets

# A survey may have a hundred thousand variables, so a field is described for all
# of them together where that can be done.
describe_survey <- function(survey, wave, id) {
  columns <- lapply(survey, identity)
  type <- vapply(columns, answer_type, "")
  answers <- describe_answers(
    columns, type, names(survey) %in% id | vapply(columns, is_identifying, NA)
  )
  said <- function(which) said_of_columns(columns, which)
  format <- said("format.spss")
  for (other in c("format.stata", "format.sas")) {
    none <- is.na(format)
    format[none] <- said_of_columns(columns[none], other)
  }
  data.frame(
    wave = rep(wave, length(columns)), name = names(survey), label = said("label"),
    type = type, format = format, measure = said("measure"),
    role = said("role"), set = sets_of_names(names(survey), mr_sets(survey)),
    labels = answers$labels, missing = vapply(columns, missing_codes_text, ""),
    answers[c("n", "n_missing", "distinct", "lowest", "highest", "note")],
    row.names = NULL
  )
}

# The text of each column's attribute `which`, NA where it has none.
said_of_columns <- function(columns, which) {
  vapply(columns, function(column) {
    text <- attr(column, which, exact = TRUE)
    if (is.character(text) && length(text) == 1 && !is.na(text) && nzchar(text)) text
    else NA_character_
  }, "", USE.NAMES = FALSE)
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

# What people answered, as far as it may be shown.
describe_answers <- function(columns, type, identifies) {
  counts <- vapply(columns, counts_of_answers, numeric(5), USE.NAMES = FALSE)
  is_labelled <- vapply(columns, is_labelled, NA)
  note <- why_withheld(type, identifies, is_labelled, counts[1, ], counts[3, ])
  shown <- is.na(note) & !is.na(counts[1, ])
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
    text <- trimws(format(dress_as(counts[4:5, i], list(plain_time(columns[[i]])))))
    lowest[i] <- text[1]
    highest[i] <- text[2]
  }
  list(labels = labels, n = as.integer(counts[1, ]), n_missing = as.integer(counts[2, ]),
       distinct = as.integer(counts[3, ]), lowest = lowest, highest = highest, note = note)
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

# Why the values of each column may not be shown, or NA.
why_withheld <- function(type, identifies, is_labelled, n, distinct) {
  own_answers <- distinct > 0.9 * n & type != "logical"
  own_answers <- own_answers & (n >= 10 | !is_labelled) & !is.na(n)
  free_text <- type == "text" & !is_labelled
  out <- rep(NA_character_, length(type))
  out[own_answers] <- "hardly an answer comes twice: values not shown"
  out[free_text] <- "free text: values not shown"
  out[identifies & !is.na(n)] <- "identifies people: values not shown"
  out
}

# "1 = Yes; 2 = No" for each column with value labels.
value_labels_text <- function(columns) {
  labels <- lapply(columns, attr, "labels", exact = TRUE)
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
  values <- attr(column, "na_values", exact = TRUE)
  range <- attr(column, "na_range", exact = TRUE)
  if (length(values) == 0 && length(range) == 0) return(NA_character_)
  if (time_kind(column) > 0) {
    labels <- attr(column, "labels", exact = TRUE)
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

paste_or_na <- function(text) {
  if (length(text)) paste(text, collapse = "; ") else NA_character_
}

# Notes on the variables of a wave that are not what they were in the first
# wave that has them.
with_difference_notes <- function(rows, surveys, wave) {
  earlier <- names(surveys)[seq_len(match(wave, names(surveys)) - 1)]
  here <- lapply(surveys[[wave]], identity)[match(rows$name, names(surveys[[wave]]))]
  compared <- logical(nrow(rows))
  for (first in earlier) {
    at <- match(rows$name, names(surveys[[first]]))
    there <- lapply(surveys[[first]], identity)
    for (i in which(!is.na(at) & !compared)) {
      found <- column_differences(there[[at[i]]], here[[i]], first)
      rows$note[i] <- paste_or_na(c(rows$note[i][!is.na(rows$note[i])], found))
    }
    compared <- compared | !is.na(at)
  }
  rows
}

column_differences <- function(there, here, wave) {
  c(
    if (moved_labels(there, here)) paste("labels differ from", wave),
    if (answer_type(here) != answer_type(there)) paste("type differs from", wave),
    if (!identical(missing_codes_text(here), missing_codes_text(there))) {
      paste("missing codes differ from", wave)
    }
  )
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

#' @rdname codebook
#' @param n How many variables to print; `Inf` for all.
#' @export
print.pairwave_codebook <- function(x, ..., n = 40) {
  shown <- utils::head(x, n)
  if (!inherits(shown, "pairwave_codebook")) {
    print(as.data.frame(shown))
    return(invisible(x))
  }
  writeLines(write_table(as_print_table(shown, width = cli::console_width()), "console"))
  if (nrow(x) > n) {
    cat("... and", nrow(x) - n, "more; print(x, n = Inf) shows all.\n")
  }
  invisible(x)
}

#' @exportS3Method
as_print_table.pairwave_codebook <- function(x, ..., width = Inf) {
  waves <- attr(x, "wave_labels")
  wave <- if (length(waves)) unname(waves[x$wave]) else x$wave
  wave[same_as_above(x$wave)] <- NA
  cells <- data.frame(
    Wave = wave, Name = x$name, Label = x$label, Type = x$type,
    Values = values_text(x), n = as.character(x$n),
    Missing = as.character(x$n_missing), Distinct = as.character(x$distinct),
    Format = x$format, Measure = x$measure, Role = x$role, Set = x$set,
    Note = x$note
  )
  if (all(x$role %in% c(NA, "input"))) cells$Role <- NULL
  optional <- c("Wave", "Label", "Format", "Measure", "Role", "Set", "Note",
                if (nrow(x)) c("n", "Missing", "Distinct"))
  empty <- vapply(cells, function(column) all(is.na(column)), NA)
  cells <- cells[!(empty & names(cells) %in% optional)]
  cells[is.na(cells)] <- ""
  left_out <- character()
  if (is.finite(width)) {
    fitted <- fit_cells(cells, width)
    left_out <- setdiff(names(cells), names(fitted))
    cells <- fitted
  }
  numbers <- c("n", "Missing", "Distinct")
  table <- new_print_table(
    cells, align = ifelse(names(cells) %in% numbers, "r", "l"),
    caption = attr(x, "title"), row_heads = match("Name", names(cells)),
    notes = as.character(c(
      attr(x, "notes"),
      if (length(left_out)) {
        paste0("Not in this print: ", paste(tolower(left_out), collapse = ", "), ".")
      }
    ))
  )
  # Lines that hang, as a table's one-line notes can't.
  if (is.finite(width)) table$notes <- strwrap(table$notes, width + 1, exdent = 2)
  table
}

# What a variable can be: its labels, at most 12 of them, or its range; and the
# codes that mean missing.
values_text <- function(x) {
  many <- strsplit(x$labels, "; ", fixed = TRUE)
  labels <- vapply(many, function(all) {
    if (length(all) <= 12) return(paste(all, collapse = "; "))
    paste0(paste(all[1:11], collapse = "; "), "; and ", length(all) - 11, " more")
  }, "")
  span <- ifelse(x$lowest == x$highest, x$lowest, paste(x$lowest, "to", x$highest))
  values <- ifelse(is.na(x$labels), ifelse(is.na(x$lowest), "", span), labels)
  values[grepl("not shown", x$note, fixed = TRUE)] <- "(not shown)"
  missing <- ifelse(is.na(x$missing), "", paste0("missing: ", x$missing))
  paste0(values, ifelse(nzchar(values) & nzchar(missing), "; ", ""), missing)
}

# The columns that fit a console: names take a third of it at most, those that
# matter least are left out, and label and values share what is left.
fit_cells <- function(cells, width) {
  most <- c(Wave = width %/% 6, Name = width %/% 3)
  for (name in intersect(names(most), names(cells))) {
    cells[[name]] <- shorten_alike(cells[[name]], max(most[[name]], 12))
  }
  natural <- function(name) max(display_width(c(name, cells[[name]])))
  elastic <- intersect(c("Label", "Values"), names(cells))
  spare <- function(shown) {
    fixed <- setdiff(shown, elastic)
    width - sum(vapply(fixed, natural, 1)) - 2 * (length(shown) - 1)
  }
  shown <- names(cells)
  for (name in c("Format", "Measure", "Distinct", "Role", "Set", "Note", "Missing", "n", "Type")) {
    wish <- sum(vapply(elastic, function(e) min(natural(e), if (name %in% c("Missing", "n", "Type")) 10 else 24), 1))
    if (spare(shown) < wish) shown <- setdiff(shown, name)
  }
  cells <- cells[shown]
  left <- max(spare(shown), 10 * length(elastic))
  for (name in elastic) {
    others <- setdiff(elastic, name)
    half <- max(left %/% 2, left - sum(vapply(others, natural, 1)))
    room <- if (length(others)) half else left
    cells[[name]] <- if (name == "Label") shorten_alike(cells[[name]], room) else cut_text(cells[[name]], room)
    left <- left - min(natural(name), room)
    elastic <- others
  }
  cells
}
