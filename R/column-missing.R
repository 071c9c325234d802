# Tells which values of a labelled column are missing, and with which code.

# The answers of one wave as doubles, user-missing codes as NA.
wave_answers <- function(x, column, call) {
  values <- x[[column]]
  plain <- if (is.factor(values)) NULL else plain_values(values)
  if (!is.numeric(plain)) {
    abort_pairwave(
      c("A wave must be a numeric column.",
        x = "Column {.val {column}} is {.cls {class(values)}}.",
        i = "Score the answers as numbers first."),
      "argument", call = call
    )
  }
  # The sum is not finite where an answer is not; elsewhere it costs no copy.
  if (!is.finite(sum(plain, na.rm = TRUE)) && any(is.infinite(plain))) {
    abort_pairwave(
      c("Answers must be finite.",
        x = "Column {.val {column}} has an infinite answer in row \\
             {which(is.infinite(plain))[1]}."),
      "argument", call = call
    )
  }
  plain
}

# Tells whether a value counts as no answer: NA, or a code that the column declares
# as user-missing, singly or within its range.
is_missing_answer <- function(x) {
  values <- bare_values(x)
  out <- is.na(values)
  na_values <- column_na_values(x)
  if (length(na_values)) {
    out <- out | values %in% na_values
  }
  na_range <- column_na_range(x)
  if (length(na_range)) {
    out <- out | (!is.na(values) & values >= na_range[1] & values <= na_range[2])
  }
  out
}

# A text without a character, as SPSS has it for none.
is_blank_text <- function(x) {
  values <- bare_values(x)
  is.character(values) & !is.na(values) & !nzchar(trimws(values))
}

# The codes of value labels as text, by which those of two columns compare.
label_keys <- function(labels) {
  values <- as.vector(labels)
  keys <- as.character(values)
  absent <- is.na(values)
  if (is.double(values) && any(absent)) keys[absent] <- missing_tags(values[absent])
  keys
}

# NA with a letter in a byte of it: the fifth is where haven keeps it.
tagged_missing <- function(letter, byte = 5) {
  bytes <- writeBin(NA_real_, raw(), endian = "little")
  bytes[byte] <- charToRaw(letter)
  readBin(bytes, "double", endian = "little")
}

# Stata's and SAS's missing values with a reason, ".a" to ".z", are kept as
# haven keeps them: NA with the letter in a byte of it. "NA" for plain ones.
missing_tags <- function(x, byte = 5) {
  letter <- matrix(writeBin(as.double(x), raw(), endian = "little"), 8)[byte, ]
  out <- rep("NA", length(x))
  tagged <- letter != 0 & is.na(x)
  out[tagged] <- paste0(".", rawToChar(letter[tagged], multiple = TRUE))
  out
}

missing_codes <- function(x, type) {
  values <- column_na_values(x)
  list(
    na_values = if (length(values)) vctrs::vec_cast(values, type),
    na_range = column_na_range(x)
  )
}

# The missing codes of variable `i`, in the unit of its values.
user_missing <- function(variables, i) {
  missing <- split_missing(variables$missing[[i]])
  time <- variables$time[i]
  if (time > 0) lapply(missing, spss_time_value, kind = time) else missing
}

drop_user_missing <- function(x, variables, i) {
  missing <- user_missing(variables, i)
  if (length(missing$values) || length(missing$range)) {
    declared <- new_labelled_column(bare_values(x), na_values = missing$values,
                                    na_range = missing$range)
    x <- column_blank(x, is_missing_answer(declared))
  }
  x
}

# Pairs of lowest and highest: single codes, and the one true range.
split_missing <- function(pairs) {
  if (length(pairs) == 0) {
    return(list())
  }
  low <- pairs[c(TRUE, FALSE)]
  high <- pairs[c(FALSE, TRUE)]
  single <- !is.na(low) & low == high
  # Blanks behind a text code are padding.
  if (is.character(low)) low <- sub(" +$", "", low)
  list(values = if (any(single)) low[single],
       range = if (any(!single)) c(low[!single][1], high[!single][1]))
}

# Doubles with NA for missing, or NULL when a text is not a number.
numeric_answers <- function(x) {
  plain <- plain_values(x)
  if (is.character(plain)) {
    plain[!nzchar(trimws(plain))] <- NA
    number <- suppressWarnings(as.numeric(plain))
    return(if (all(is.na(number) == is.na(plain))) number)
  }
  plain
}

# The first of several values of each person that is no missing answer, else the first that
# says why; `missing` has for each whether it is, NA where there is no record.
first_known <- function(values, missing) {
  out <- rep(values[[1]][NA_integer_], length(values[[1]]))
  answered <- logical(length(out))
  for (i in seq_along(values)) {
    take <- !answered & !is.na(missing[[i]]) & (!missing[[i]] | is.na(out))
    out[take] <- values[[i]][take]
    answered <- answered | (missing[[i]] %in% FALSE)
  }
  out
}
