# Applies what a survey platform means by its export. Layouts are data, in
# inst/platforms; this file finds the layout and applies it, and
# read-platform-*.R do its parts. inst/platforms/README.md says what each key
# of a layout means.

# The layout that is named, by itself or as the file of one's own that describes it, or
# the first that fits the header, or NULL. `platform = "none"` asks for the columns as they
# stand. `below` gives the cells of two rows under the header when it is asked for. The
# result has, as `form`, the form of the header that fits.
find_platform <- function(platform, header, below, call, known = known_headings(header)) {
  if (identical(platform, "none")) {
    return(NULL)
  }
  layouts <- platform_layouts()
  if (is.null(platform)) {
    first <- squash(header[1])
    # Read when the first form asks for them.
    delayedAssign("cells", squash(unique(as.vector(below()))))
    for (layout in layouts) {
      fits <- vapply(layout$forms, form_fits, NA, known, first, function() cells)
      if (any(fits)) {
        return(c(layout, list(form = layout$forms[[which(fits)[1]]])))
      }
    }
    return(NULL)
  }
  layout <- named_layout(platform, layouts, call)
  header <- squash(header)
  nearest <- vapply(layout$forms, function(form) {
    mean(vapply(form$header, any_match, TRUE, header))
  }, 0)
  c(layout, list(form = layout$forms[[which.max(nearest)]]))
}

# The headings, squashed, that one of the platforms' forms asks for, in one look: most
# files have few or none, and no form need look at the others. Of a wide survey nearly all
# have a number, and few forms ask for such ones.
known_headings <- function(header) {
  header <- squash(header)
  asked <- unique(unlist(lapply(platform_layouts(), function(layout) {
    lapply(layout$forms, `[[`, "header")
  })))
  numbered <- grepl("[0-9]", header, perl = TRUE)
  known <- logical(length(header))
  known[!numbered] <- whole_match(any_pattern(asked), header[!numbered])
  known[numbered] <- whole_match(any_pattern(asked[takes_digits(asked)]), header[numbered])
  header[known]
}

any_pattern <- function(patterns) paste0("(?:", patterns, ")", collapse = "|")

# Patterns that a text with a digit may fit: by one, by any character or by a class.
takes_digits <- function(patterns) {
  plain <- gsub("\\[[A-Za-z _-]*\\]", "", patterns, perl = TRUE)
  grepl("[0-9.[]|\\\\[[:alnum:]]", plain, perl = TRUE)
}

# `known` are the headings that a form may ask for, `first` is the first of all.
form_fits <- function(form, known, first, below) {
  all_match(form$header, known) &&
    (is.null(form$first) || any_match(form$first, first)) &&
    (is.null(form$below) || all_match(form$below, below()))
}

all_match <- function(patterns, x) {
  for (pattern in patterns) {
    if (!any_match(pattern, x)) return(FALSE)
  }
  TRUE
}

# The patterns of a layout stand for whole headings, whatever their case.
any_match <- function(pattern, x) any(whole_match(pattern, x))

whole_match <- function(pattern, x) {
  grepl(paste0("^(?:", pattern, ")$"), x, perl = TRUE, ignore.case = TRUE)
}

# Columns whose heading or name one of the patterns fits.
fitting_columns <- function(patterns, heading) {
  fits <- logical(length(heading$name))
  for (pattern in patterns) {
    fits <- fits | whole_match(pattern, heading$header) |
      whole_match(pattern, heading$name)
  }
  heading$name[fits]
}

# The columns that must be read for those that are asked for. All, where one
# cell holds several options, or the answers of one row become several columns,
# or where only the rest of a record says whether one box was left empty; else
# also the other options of a question, since whether it was answered shows only
# in all of them.
needed_columns <- function(asked, heading, layout) {
  if (length(layout$multiple$separators)) {
    return(seq_along(heading$name))
  }
  stem <- heading$stem
  lone <- !is.na(stem) & ave_count(match(stem, stem)) == 1
  if (isTRUE(layout$multiple$alone) && any(lone[asked])) {
    return(seq_along(heading$name))
  }
  if (!is.null(heading$grid)) stem <- ifelse(is.na(heading$grid), stem, heading$grid)
  union(asked, which(!is.na(stem) & stem %in% stem[asked]))
}

apply_platform <- function(survey, layout, heading, key, choices, call) {
  facts <- attr(survey, "survey")
  for (pattern in names(layout$blank)) {
    for (name in intersect(fitting_columns(pattern, heading), names(survey))) {
      blank <- lower_case(survey[[name]]) %in% lower_case(layout$blank[[pattern]])
      survey[[name]][blank] <- NA
    }
  }
  marks <- marked_records(survey, layout$notes, heading)
  time <- read_stamps(survey, layout$completed, heading)
  survey <- time$survey
  survey <- label_columns(survey, key, heading)
  if (!is.null(layout$unanswered)) {
    survey <- declare_unanswered(survey, layout$unanswered, heading)
  }
  multiple <- multiple_columns(survey, layout$multiple, key, heading,
                               own_headings(layout))
  cells <- multiple_cells(multiple$survey, layout$multiple, heading, choices,
                          facts$file, call)
  survey <- cells$survey
  facts$respondent <- utils::head(intersect(
    fitting_columns(layout$respondent, heading), names(survey)
  ), 1)
  facts$completed <- time$column
  facts$marks <- lapply(marks, `[`, c("reason", "column", "values"))
  facts$headings <- stats::setNames(heading$header, heading$name)
  facts$mr_sets <- unname(c(multiple$sets, cells$sets))
  facts$notes <- c(facts$notes, heading$note, time$note, multiple$note, cells$note,
                   unanswered_note(c(multiple$unanswered, cells$unanswered)), mark_notes(marks),
                   if (!is.null(layout)) uncoded_note(survey, c(
                     names(key), names(cells$sets), fitting_columns(layout$text, heading),
                     fitting_columns(unlist(layout$completed[c("column", "stamps")]), heading)
                   )))
  attr(survey, "survey") <- facts
  mark_identifying(survey, c(
    fitting_columns(layout$identifying, heading),
    names(Filter(function(entry) isTRUE(entry$identifying), key))
  ))
}

# The columns that a platform fills in itself.
own_headings <- function(layout) {
  c(layout$text, layout$respondent, layout$completed$column, layout$completed$stamps,
    layout$own)
}

# A file without a layout of its own (SPSS) from a platform: its columns that
# identify a person, and what numbers and dates the responses.
mark_known_columns <- function(survey, call) {
  layout <- find_platform(NULL, names(survey), function() character(), call)
  if (is.null(layout)) {
    return(survey)
  }
  heading <- list(name = names(survey), header = names(survey))
  facts <- attr(survey, "survey")
  facts$platform <- layout$name
  facts$respondent <- utils::head(fitting_columns(layout$respondent, heading), 1)
  facts$completed <- utils::head(fitting_columns(layout$completed$column, heading), 1)
  attr(survey, "survey") <- facts
  mark_identifying(survey, fitting_columns(layout$identifying, heading))
}

# Codes by which the platform says that a question was seen and left open.
declare_unanswered <- function(survey, rule, heading) {
  aside <- fitting_columns(rule$except, heading)
  for (name in setdiff(names(survey), aside)) {
    x <- survey[[name]]
    found <- bare_values(x) %in% rule$code
    if (!any(found) || !(is.numeric(x) || is.character(x))) next
    code <- if (is.character(x)) as.character(rule$code) else as.double(rule$code)
    labels <- column_labels(x)
    if (!code %in% labels) labels <- c(labels, stats::setNames(code, rule$label))
    survey[[name]] <- column_update(
      x, labels = labels, na_values = union(column_na_values(x), code)
    )
  }
  survey
}

# Records that an analyst may not want, such as trials of the survey or answers
# that were never sent: they are counted, not dropped. Each mark has the `reason`,
# the `column`, the `values` there ("" for none), the number of records `n`, and the
# words for it.
marked_records <- function(survey, rules, heading) {
  marks <- lapply(rules, function(rule) {
    name <- intersect(fitting_columns(rule$column, heading), names(survey))
    if (length(name) == 0) {
      return(NULL)
    }
    value <- as.character(bare_values(survey[[name[1]]]))
    value[is.na(value)] <- ""
    marked <- lower_case(value) %in% lower_case(rule$values) | (isTRUE(rule$empty) & !nzchar(value))
    if (any(marked)) list(
      reason = rule$reason, column = name[1], values = unique(trimws(value[marked])),
      n = sum(marked), said = if (sum(marked) == 1) rule$one else rule$many
    )
  })
  marks[lengths(marks) > 0]
}

mark_notes <- function(marks) {
  unlist(lapply(marks, function(mark) sprintf("%s: %d %s.", mark$column, mark$n, mark$said)))
}

# Questions whose answers are texts that recur, with no codes to them: which
# number each stands for is not in the file.
uncoded_note <- function(survey, aside) {
  uncoded <- names(survey)[vapply(survey, function(x) {
    if (!is.character(x) || is.object(x)) return(FALSE)
    given <- x[!is.na(x) & nzchar(x)]
    distinct <- unique(given)
    length(distinct) > 1 && length(distinct) <= 12 && length(given) >= 2 * length(distinct) &&
      anyNA(suppressWarnings(as.double(distinct)))
  }, TRUE)]
  uncoded <- setdiff(uncoded, aside)
  if (length(uncoded)) sprintf(
    "%d %s answered by texts without codes (%s%s).", length(uncoded),
    if (length(uncoded) == 1) "question is" else "questions are",
    paste(utils::head(uncoded, 3), collapse = ", "),
    if (length(uncoded) > 3) ", ..." else ""
  )
}
