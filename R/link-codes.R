# Makes the codes that link people: of one column, or of several with an element
# each.

# Says how a study's codes are compared.
study_rule <- function(id, call = rlang::caller_env()) {
  near_rule(
    id$max_edits, id$elements, id$agree, id$near, length(id$column), call,
    leading_zeros = id$leading_zeros, admissible = check_admissible(id)
  )
}

# Per record its code in normal form, "" where there is none. Elements that were
# asked for one by one are joined by a hyphen, which no normal form has.
record_codes <- function(data, id, rule, where) {
  if (length(id) == 0) return(rep("", nrow(data)))
  parts <- lapply(id, function(column) normal_codes(data[[column]], where))
  if (rule$leading_zeros == "drop") parts <- lapply(parts, without_leading_zeros)
  if (length(id) == 1) {
    return(parts[[1]])
  }
  given <- Reduce(`+`, lapply(parts, nzchar))
  codes <- do.call(paste, c(parts, sep = "-"))
  codes[given < rule$needed] <- ""
  codes
}

# Numbers typed as codes: 007, 07 and 7 are one.
without_leading_zeros <- function(codes) {
  number <- grepl("^[0-9]+$", codes)
  codes[number] <- sub("^0+([0-9])", "\\1", codes[number])
  codes
}

# Codes as texts, numbers with all of their digits, and "" for none.
code_texts <- function(x) {
  plain <- plain_values(x)
  text <- if (is.numeric(plain)) number_codes_as_text(plain) else as.character(plain)
  if (anyNA(plain)) text[is.na(plain)] <- ""
  text
}

# Whole numbers of up to 15 digits need no search for the digits that tell them apart.
number_codes_as_text <- function(x) {
  if (all(x == round(x) & abs(x) < 1e15, na.rm = TRUE)) return(sprintf("%.0f", x + 0))
  format(x, digits = 15, scientific = FALSE, trim = TRUE, drop0trailing = TRUE,
         decimal.mark = ".")
}

utf8_code_texts <- function(x) enc2utf8(code_texts(x))

normal_codes <- function(x, where) normal_texts(utf8_code_texts(x), where)

normal_texts <- function(texts, where) {
  check_kernel(
    .Call(pw_call_normalise, texts),
    paste0("Can't read the codes of ", where, ".")
  )
}

# Each element of the codes as it is compared, "" where it is missing or can't be
# meant.
code_elements <- function(codes, rule) {
  Map(function(part, values) {
    ifelse(is_admissible(part, values), part, "")
  }, given_elements(codes, rule), rule$admissible %||% vector("list", rule$m))
}

# Whether an element is one of the values it may have; numbers are compared as such.
is_admissible <- function(part, values) {
  if (is.null(values)) return(rep(TRUE, length(part)))
  values <- normal_codes(values, "the admissible values")
  without_leading_zeros(part) %in% c("", without_leading_zeros(values))
}

# Tells whose code has an element with a value that it can't have.
has_inadmissible <- function(codes, rule) {
  if (is.null(rule$admissible)) return(logical(length(codes)))
  rule$m <- length(rule$admissible)
  Reduce(`|`, Map(function(part, values) !is_admissible(part, values),
                  given_elements(codes, rule), rule$admissible))
}

# Codes in one column are cut by the declared widths; one of another length has no
# elements to compare.
given_elements <- function(codes, rule) {
  if (rule$columns > 1) {
    parts <- strsplit(paste0(codes, "-"), "-", fixed = TRUE)
    return(lapply(seq_len(rule$m), function(e) {
      vapply(parts, function(part) if (length(part) < e) "" else part[e], "")
    }))
  }
  ends <- cumsum(rule$elements)
  fits <- nchar(codes) == sum(rule$elements)
  lapply(seq_len(rule$m), function(e) {
    ifelse(fits, substring(codes, ends[e] - rule$elements[e] + 1, ends[e]), "")
  })
}

count_answered_cells <- function(data, id) {
  counts <- integer(nrow(data))
  for (column in setdiff(names(data), id)) counts <- counts + is_answered(data[[column]])
  as.integer(counts)
}

# Tells which cells have an answer; a blank text is none.
is_answered <- function(x) {
  answered <- !is_missing_answer(x)
  if (is.character(x)) answered & nzchar(trimws(x)) else answered
}
