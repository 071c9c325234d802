# What SPSS has room for: names, missing codes, texts and labels, and what it has no
# place for at all.

# Letters are those of any language, whatever the locale. Names that begin with # or $
# are those of variables that SPSS keeps in no file.
sav_name_pattern <- "^[\\p{L}@][\\p{L}\\p{M}\\p{N}@#$._]*$"

# The words that SPSS keeps for itself.
sav_reserved <- c("ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO",
                  "WITH")

check_sav_names <- function(names, call) {
  upper <- upper_case(names)
  bad <- is.na(names) | !grepl(sav_name_pattern, enc2utf8(names), perl = TRUE) |
    nchar(names, "bytes") > 64 | upper %in% sav_reserved
  if (any(bad)) {
    first <- names[bad][1]
    abort_pairwave(
      c("Names of columns must be letters, digits and the marks . _ @ # $, begin with a \\
         letter or @, and be at most 64 bytes long, as SPSS has them.",
        x = "{sum(bad)} of {length(names)} {?is/are} not, the first {.val {first}}.",
        i = "Rename {cli::qty(sum(bad))}{?it/them}: for example {.val {sav_name(first)}}."),
      "column", call = call
    )
  }
  twice <- which(duplicated(upper))
  if (length(twice)) {
    both <- names[upper == upper[twice[1]]][1:2]
    abort_pairwave(
      c("Names of columns must differ by more than upper and lower case, as SPSS has them.",
        x = "{.val {both[1]}} and {.val {both[2]}} are one name.",
        i = "Rename one of them."),
      "column", call = call
    )
  }
}

# A name near this one that SPSS takes.
sav_name <- function(name) {
  if (is.na(name)) return("V1")
  out <- gsub("[^\\p{L}\\p{M}\\p{N}@#$._]+", "_", enc2utf8(name), perl = TRUE)
  if (!grepl("^[\\p{L}@]", out, perl = TRUE)) out <- paste0("V", out)
  if (upper_case(out) %in% sav_reserved) out <- paste0(out, "_1")
  while (nchar(out, "bytes") > 64) out <- substr(out, 1, nchar(out) - 1)
  out
}

check_sav_missing <- function(x, name, call) {
  values <- column_na_values(x)
  ranges <- length(values) + 2 * (length(column_na_range(x)) > 0)
  texts <- is.character(values)
  if (ranges > 3 || (texts && (length(column_na_range(x)) || any(nchar(values, "bytes") > 8)))) {
    abort_pairwave(
      c("A column must have at most three user-missing codes, or a range and one code; those of \\
         texts have at most 8 bytes. That is what SPSS has room for.",
        x = "Column {.val {name}} has {.val {values}}\\
             {if (length(column_na_range(x))) ' and a range'}.",
        i = "Take some off its attribute {.field na_values}, or make them a range \\
             ({.field na_range})."),
      "column", call = call
    )
  }
}

check_sav_texts <- function(variables, call) {
  wide <- which(variables$width > 32767)
  if (length(wide)) {
    abort_pairwave(
      c("Texts must have at most 32,767 bytes, as SPSS has them.",
        x = "Column {.val {variables$name[wide[1]]}} has one of \\
             {format(variables$width[wide[1]], big.mark = ',')}.",
        i = "Cut it, or write the texts to a CSV file."),
      "column", call = call
    )
  }
  long <- vapply(seq_along(variables$name), function(i) {
    labels <- names(variables$labels[[i]])
    longest <- max(0L, nchar(labels, "bytes"))
    # Labels of texts beyond 8 bytes are in a record that has room for any.
    if (variables$is_text[i] && variables$width[i] > 8) 0L else longest
  }, 0L)
  if (any(long > 255)) {
    abort_pairwave(
      c("Value labels must have at most 255 bytes, as SPSS has them.",
        x = "Column {.val {variables$name[long > 255][1]}} has one of {max(long)}.",
        i = "Shorten it: its codes stay as they are."),
      "column", call = call
    )
  }
}

# Finds what SPSS has no place for, after the file was written.
warn_sav_losses <- function(names, facts) {
  empty <- names[facts$absent]
  trailing <- names[facts$trailing]
  tagged <- names[facts$tagged]
  said <- c(
    if (length(empty)) "Missing texts were written as empty ones in {.field {empty}}.",
    if (length(trailing)) "Blanks at the end of texts are not kept in {.field {trailing}}.",
    if (length(tagged)) {
      "Missing values with a letter were written as system-missing in {.field {tagged}}."
    }
  )
  if (length(said) == 0) return(invisible())
  warn_pairwave(
    c("The file has all values but what SPSS has no place for.",
      stats::setNames(said, rep("x", length(said)))),
    "written", columns = unique(c(empty, trailing, tagged))
  )
}

sav_compressions <- c("none", "bytes", "zlib")

check_sav_compression <- function(compression, ending, call) {
  if (is.null(compression)) return(if (ending == "zsav") "zlib" else "bytes")
  compression <- match_choice(compression, sav_compressions, call = call)
  if ((compression == "zlib") != (ending == "zsav")) {
    abort_pairwave(
      c("{.val zlib} is the compression of {.val .zsav} files, and of no others.",
        x = "{.arg compression} is {.val {compression}}, {.arg path} ends in {.val .{ending}}.",
        i = "Leave {.arg compression} out to go by the ending."),
      "argument", call = call
    )
  }
  compression
}
