# Compares and carries value labels between columns of one question.

# Says how many codes that both columns label have labels that differ in more than
# case and space.
moved_labels <- function(first, here) {
  one <- column_labels(first)
  other <- column_labels(here)
  at <- match(label_keys(one), label_keys(other))
  sum(plain_wording(names(one)) != plain_wording(names(other)[at]), na.rm = TRUE)
}

wording <- function(column) {
  label <- column_label(column)
  if (is.null(label) || !nzchar(label)) NA_character_ else plain_wording(label)
}

# What the columns of one question in several waves ask, NULL where none has a label: the
# label of the first, or the end that most of their words share, for "Before the course, I
# knew it" is not what was asked "Now". Where the waves part within a clause it is left out.
shared_question <- function(columns) {
  labels <- unlist(lapply(unname(columns), column_label))
  labels <- labels[nzchar(labels)]
  if (length(unique(plain_wording(labels))) < 2) return(labels[1][length(labels) > 0])
  words <- lapply(strsplit(trimws(labels), "[[:space:]]+"), rev)
  least <- min(lengths(words))
  same <- vapply(seq_len(least), function(i) {
    length(unique(lower_case(vapply(words, `[`, "", i)))) == 1
  }, NA)
  shared <- sum(cumprod(same))
  if (2 * shared < least || shared == least) return(labels[1])
  end <- rev(words[[1]][seq_len(shared)])
  parted <- vapply(words, `[`, "", shared + 1L)
  clause <- which(grepl("[,:]$", utils::head(end, -1)))
  if (length(clause) && !all(grepl("[,:]$", parted))) end <- end[-seq_len(clause[1])]
  paste(end, collapse = " ")
}

plain_wording <- function(text) lower_case(gsub("[[:space:]]+", " ", trimws(text)))

# Tells whether a value means the same in every wave.
same_coding <- function(columns) {
  types <- unique(vapply(columns, function(x) {
    if (is.factor(x)) "factor" else if (is.numeric(bare_values(x))) "number" else typeof(x)
  }, ""))
  if (length(types) != 1 || types == "factor") return(FALSE)
  others <- unique(vapply(columns, function(x) {
    paste(setdiff(class(x), c("pairwave_labelled", "haven_labelled", "haven_labelled_spss",
                              "pairwave_coded_time", "pairwave_bare_time", "vctrs_vctr",
                              "double", "integer", "numeric", "character")), collapse = " ")
  }, ""))
  if (length(others) != 1) return(FALSE)
  labels <- lapply(columns, column_labels)
  # A labelled column and a bare one: the bare one may hold label texts.
  if (types == "character" && length(unique(lengths(labels) > 0)) > 1) {
    return(FALSE)
  }
  all_labels <- do.call(c, labels)
  value <- label_keys(all_labels)
  label <- as.character(names(all_labels))
  pair <- paste(match(value, value), match(label, label))
  !anyDuplicated(value[!duplicated(pair)])
}

# Values as the text of their labels, where they have one.
as_label_text <- function(x) {
  values <- bare_values(x)
  labels <- column_labels(x)
  text <- as.character(if (time_kind(x) > 0) x else values)
  at <- match(values, labels)
  text[!is.na(at)] <- distinct_labels(names(labels), as.vector(labels))[at[!is.na(at)]]
  text[is.na(values)] <- NA
  declared <- is_missing_answer(x) & !is.na(values)
  new_labelled_column(text, label = column_label(x),
                      na_values = unique(text[declared]))
}

# Values with the labels and missing codes of all columns together.
with_prototype <- function(values, columns) {
  together <- function(which) {
    all <- do.call(c, lapply(columns, attr, which, exact = TRUE))
    all[!duplicated(label_keys(all))]
  }
  first <- function(which) {
    Find(Negate(is.null), lapply(columns, attr, which, exact = TRUE))
  }
  labels <- together("labels")
  if (length(labels) || length(together("na_values")) ||
      !is.null(first("na_range"))) {
    na_range <- first("na_range")
    kind <- time_kind(columns[[1]])
    if (kind > 0 && !same_codes(columns)) values[is.na(values)] <- NA
    storage.mode(values) <- if (is.character(values)) "character" else "double"
    if (!is.null(labels)) storage.mode(labels) <- storage.mode(values)
    out <- new_labelled_column(
      values, label = first("label"), labels = labels,
      na_values = together("na_values"), na_range = na_range,
      format = first("format.spss"), measure = first("measure")
    )
    if (kind > 0) out <- as_time_column(out, kind)
    if (kind > 0 && same_codes(columns)) attr(out, "na_codes") <- first("na_codes")
    return(out)
  }
  extra <- attributes(columns[[1]])
  attributes(values) <- extra[setdiff(names(extra), "names")]
  values
}
