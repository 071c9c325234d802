# Projects that are damaged at random: in their XML, as bytes of the archive, or in a
# source. What is read of them is codings or one classed error, and nothing else.

fuzz_project <- function(seed) {
  set.seed(seed, kind = "Mersenne-Twister", sample.kind = "Rejection")
  n <- sample(0:6, 1)
  texts <- vapply(seq_len(sample(1:3, 1)), function(i) {
    paste(sample(c("P1: ", "\u00e9", "\U1F600", "\r\n", "\n", "word ", "\ufeff", "&", "<"),
                 sample(0:40, 1), TRUE), collapse = "")
  }, "")
  names(texts) <- sample(c("FG", "FG", "x", ""), length(texts), TRUE)
  codings <- data.frame(source = sample(length(texts), n, TRUE), code = sample(5, n, TRUE),
                        user = sample(3, n, TRUE), start = sample(-3:60, n, TRUE),
                        end = sample(-3:60, n, TRUE), name = rep(NA_character_, n))
  xml <- project_xml(texts, c("a", "a", "b > c"), c("A", "B"), codings,
                     inside = sample(c(TRUE, FALSE), 1))
  for (k in seq_len(sample(0:4, 1))) xml <- mutate_xml(xml)
  path <- tempfile(fileext = ".qdpx")
  files <- stats::setNames(as.list(texts), paste0("sources/", test_guid("source", seq_along(texts)),
                                                  ".txt"))
  write_zip(path, c(list(project.qde = xml), files))
  if (sample(3, 1) == 1) {
    bytes <- readBin(path, "raw", file.size(path))
    at <- sample(length(bytes), sample(1:8, 1))
    bytes[at] <- as.raw(sample(0:255, length(at), TRUE))
    if (sample(4, 1) == 1) bytes <- utils::head(bytes, sample(length(bytes), 1))
    writeBin(bytes, path)
  }
  path
}

# One change of structure: an element taken out, twice, moved or renamed, an attribute
# dropped or given a hostile value, or a piece of markup put in.
mutate_xml <- function(xml) {
  tags <- gregexpr("<[^>]*>", xml)[[1]]
  at <- sample(length(tags), 1)
  from <- tags[at]
  to <- from + attr(tags, "match.length")[at] - 1
  tag <- substr(xml, from, to)
  value <- sample(c("", "-1", "99999999999", "NaN", "&#x10FFFF;", strrep("9", 400), "\u202e", "{}"), 1)
  tag <- switch(
    sample(7, 1), "", paste0(tag, tag), sub("[A-Z][a-z]+", sample(refi_names, 1), tag),
    sub("=\"[^\"]*\"", paste0("=\"", value, "\""), tag), sub(" [a-zA-Z]+=\"[^\"]*\"", "", tag),
    paste0(tag, sample(c("<!-- -- -->", "<![CDATA[]]>", "<!DOCTYPE a>", "<?x?>", "&bad;", "<Code/>",
                         "<Sources>", "</Sources>"), 1)),
    sub("guid=\"[^\"]*\"", paste0("guid=\"", test_guid("code", 1), "\""), tag)
  )
  paste0(substr(xml, 1, from - 1), tag, substring(xml, to + 1))
}

# What is wrong with what came of a damaged project, NULL for nothing.
fuzz_finding <- function(path) {
  tryCatch({
    codes <- withCallingHandlers(
      read_codes(path, speaker = if (sample(2, 1) == 1) "^(P[0-9]):"),
      pairwave_warning = function(w) rlang::cnd_muffle(w)
    )
    text <- as.character(codes$text)
    long <- !is.na(text) & !is.na(codes$start) & nchar(text) != codes$end - codes$start
    if (!inherits(codes, "pairwave_codes")) "no codings"
    else if (any(long)) "a stretch is not as long as its places say"
    else if (any(is.na(codes$code) & is.na(codes$note) & !is.na(codes$start))) "a coding lost its code"
  }, pairwave_error = function(e) NULL,
  error = function(e) paste("error:", conditionMessage(e)),
  warning = function(w) paste("warning:", conditionMessage(w)))
}
