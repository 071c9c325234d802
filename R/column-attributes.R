# What a file says about a column: accessors, one for each attribute, so that no
# other room needs to know how it is kept.

# The question, a text; NULL where the file has none.
column_label <- function(x) attr(x, "label", exact = TRUE)

# The value labels, codes named by their texts; NULL for none.
column_labels <- function(x) attr(x, "labels", exact = TRUE)

# The single user-missing codes; NULL for none.
column_na_values <- function(x) attr(x, "na_values", exact = TRUE)

# The lowest and highest user-missing code of a range; NULL for none.
column_na_range <- function(x) attr(x, "na_range", exact = TRUE)

# The codes behind the letters of a time with user-missing codes, by letter.
column_na_codes <- function(x) attr(x, "na_codes", exact = TRUE)

# How wide SPSS shows the column; NULL where its file says the usual.
column_display_width <- function(x) attr(x, "display_width", exact = TRUE)

# Attributes that an SPSS user has given the column, named texts; NULL for none.
column_spss_attributes <- function(x) attr(x, "spss_attributes", exact = TRUE)

# The text of one attribute, such as "measure", of each column, NA where a column
# has none.
column_texts <- function(columns, which) {
  vapply(columns, function(column) {
    text <- attr(column, which, exact = TRUE)
    if (is.character(text) && length(text) == 1 && !is.na(text) && nzchar(text)) text
    else NA_character_
  }, "", USE.NAMES = FALSE)
}

# The column with more that its file says of it, by attribute; NULL says nothing.
column_annotate <- function(x, ...) {
  said <- list(...)
  for (name in names(said)) {
    if (!is.null(said[[name]])) attr(x, name) <- said[[name]]
  }
  x
}
