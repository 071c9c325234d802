# Keeps a result whole. A result is a long frame, and one line of its
# printed table needs several rows of it: a mean without its spread is no line.
# So a part of a result stays a result where it has every row of what it prints,
# and is a plain data frame otherwise.

#' @rdname pairwave_result
#' @export
print.pairwave_result <- function(x, ...) {
  if (!is_whole_result(x)) {
    print(as.data.frame(x))
    return(invisible(x))
  }
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(write_table(as_print_table(x), "console"))
  invisible(x)
}

#' @rdname pairwave_result
#' @export
as.data.frame.pairwave_result <- function(x, row.names = NULL,
                                          optional = FALSE, ...) {
  out <- structure(
    unclass(x)[seq_along(x)],
    names = names(x), row.names = seq_len(nrow(x)), class = "data.frame"
  )
  if (!is.null(row.names)) row.names(out) <- row.names
  out
}

# The result as a pairwave_print_table. Each kind of result has a method; what
# lacks rows or columns of its kind prints as the frame that it is.
as_print_table <- function(x, ...) {
  if (!is_whole_result(x)) return(frame_table(as.data.frame(x)))
  style <- attr(x, "written")
  if (!is.null(style) && !identical(style, style_shown())) return(table_in_its_style(x, ...))
  UseMethod("as_print_table")
}

table_in_its_style <- function(x, ...) as_print_table(in_its_style(x), ...)

# Gives the result for showing: until the calling function ends what is written is in the
# style of its study, and so are its columns `rule` and `note`.
in_its_style <- function(x, frame = rlang::caller_env()) {
  style <- attr(x, "written") %||% style_shown()
  if (is.null(style)) return(x)
  local_style(style, frame)
  if (is.null(x[["method"]]) && is.null(x[["severity"]])) x else with_words(x, style)
}

# A frame as a result of one kind; `...` are what its print has to know.
new_result <- function(frame, kind, ...) {
  out <- structure(
    with_words(frame), row.names = seq_len(nrow(frame)), ...,
    class = c(kind, "pairwave_result", "data.frame")
  )
  attr(out, "parts") <- list(columns = names(out), any = nrow(out) > 0,
                             rows = result_parts(out))
  out
}

# The same result with other rows, and with what these say of themselves.
with_rows <- function(result, frame) {
  about <- attributes(result)
  about <- about[setdiff(names(about), c("names", "row.names", "class", "parts"))]
  kind <- setdiff(class(result), c("pairwave_result", "data.frame"))
  do.call(new_result, c(list(frame, kind), about))
}

# By kind of result: the columns that say which line a row belongs to (`line`),
# those that tell the rows of a line apart (`row`), the statistics whose rows
# stand alone, and one that every line has. Of the kinds that are not here each
# row is a line.
result_lines <- list(
  pairwave_change = list(
    line = c("scale", "contrast", "group"), row = "statistic",
    alone = c("group_difference", "p_group"), has = "change"
  ),
  pairwave_item_change = list(
    line = c("scale", "contrast", "item"), row = "statistic", has = "n"
  ),
  pairwave_code_frequencies = list(
    line = "code", row = c("group", "statistic"),
    has = c("participants", "units", "sources", "references")
  ),
  pairwave_agreement = list(
    line = c("code", "coders"), row = "statistic",
    has = c("percent", "positive", "negative", "jaccard", "f1", "kappa", "p_kappa", "fleiss",
            "pabak", "ac1", "alpha", "alpha_nominal", "alpha_jaccard", "alpha_masi", "u_alpha",
            "u_alpha_binary", "cu_alpha")
  ),
  pairwave_joint_display = list(
    line = c("code", "scale", "contrast"), row = c("side", "statistic"), has = "n"
  ),
  pairwave_answers = list(
    line = c("scale", "item", "who"), row = c("statistic", "wave", "level"), has = "n"
  ),
  pairwave_persistence = list(line = "scale", row = "statistic", has = "change_since"),
  pairwave_pooled = list(
    line = c("scale", "contrast"), row = c("statistic", "cohort"), has = "change"
  ),
  pairwave_wave_means = list(
    line = c("scale", "who", "wave"), row = "statistic", has = "mean"
  ),
  pairwave_unpaired = list(
    line = c("scale", "item", "contrast", "group"), row = c("statistic", "setting"),
    has = "change"
  ),
  pairwave_reliability = list(
    line = c("scale", "wave"), row = c("statistic", "item"), has = "n"
  ),
  # A code stands under the codes above it.
  pairwave_framework = list(line = character(), row = "code"),
  # The notes of the table need every row of it.
  pairwave_saturation = list(line = character(), row = c("statistic", "position"),
                             has = "base_codes"),
  pairwave_attrition = list(
    line = c("compare", "from", "to"),
    row = c("statistic", "variable", "level", "group"), has = "n"
  ),
  pairwave_demographics = list(
    line = c("who", "group", "variable", "level", "outcome"), row = "statistic",
    alone = c("count", "p_population"), has = c("count", "mean", "median")
  )
)

lines_of_kind <- function(x) {
  if (inherits(x, c("pairwave_change_summary", "pairwave_unpaired_summary"))) return(NULL)
  result_lines[[intersect(class(x), names(result_lines))[1]]]
}

# For each line of the printed table the rows that it needs, in their order;
# NULL where every row is a line.
result_parts <- function(x) {
  rule <- lines_of_kind(x)
  if (is.null(rule)) return(NULL)
  joined <- joined_rows(x, rule)
  line <- unique(joined$line)
  rows <- split(joined$row, factor(joined$line, line))
  stats::setNames(vapply(rows, paste, "", collapse = "\n"), line)
}

# Finds what each row that does not stand alone is of, and which row of it.
joined_rows <- function(x, rule) {
  frame <- unclass(x)
  take <- if (is.null(frame$statistic)) rep(TRUE, length(frame[[1]])) else
    !frame$statistic %in% rule$alone
  text <- function(columns) {
    if (!length(columns)) return(rep("all", sum(take)))
    do.call(paste, c(lapply(unname(frame[columns]), `[`, take), sep = "\r"))
  }
  list(line = text(rule$line), row = text(rule$row))
}

# Tells whether a result has all columns of its kind, and all rows of each line that it
# has any row of, side by side and in their order.
is_whole_result <- function(x) {
  parts <- attr(x, "parts")
  if (is.null(parts)) return(TRUE)
  if (!all(parts$columns %in% names(x))) return(FALSE)
  if (parts$any && nrow(x) == 0) return(FALSE)
  rule <- lines_of_kind(x)
  if (is.null(rule) || is.null(parts$rows)) return(TRUE)
  # Scores of a level stand beside its count, and are no line of their own.
  beside <- if (is.null(x[["outcome"]])) FALSE else !is.na(x[["outcome"]])
  if (!is.null(rule$has) && !any(x$statistic %in% rule$has & !beside)) return(FALSE)
  line <- joined_rows(x, rule)$line
  if (length(rle(line)$lengths) != length(unique(line))) return(FALSE)
  found <- result_parts(x)
  identical(found, parts$rows[names(found)])
}

#' @export
`[.pairwave_result` <- function(x, ...) {
  out <- NextMethod()
  if (!is.data.frame(out)) return(out)
  # R drops what a frame knows of itself where columns are chosen.
  lost <- setdiff(names(attributes(x)), names(attributes(out)))
  for (one in lost) attr(out, one) <- attr(x, one)
  whole_or_plain(out)
}

dplyr_reconstruct.pairwave_result <- function(data, template) {
  out <- NextMethod()
  if (inherits(out, "pairwave_result")) whole_or_plain(out) else out
}

whole_or_plain <- function(x) {
  if (is_whole_result(x)) x else as.data.frame.pairwave_result(x)
}

# Tells whether each row says what the row just above says, so that a heading is said
# once; one that comes again further down is said again.
same_as_above <- function(x) {
  key <- if (is.data.frame(x)) do.call(paste, c(unname(x), sep = "\r")) else paste(x)
  c(FALSE, key[-1] == key[-length(key)])[seq_along(key)]
}

# Any frame as a table, as it stands.
frame_table <- function(frame) {
  numbers <- vapply(frame, is.numeric, NA)
  cells <- lapply(frame, function(column) {
    text <- if (is.double(column)) vapply(column, format, "", digits = 7) else
      as.character(column)
    text[is.na(column)] <- ""
    text
  })
  new_print_table(
    structure(cells, names = names(frame), class = "data.frame",
              row.names = .set_row_names(nrow(frame))),
    align = ifelse(numbers, "r", "l")
  )
}
