# Opens the XML of programs for coded text. It must be well-formed; its elements
# are scanned where their bytes are, since a node for each of a million codings would
# take minutes. Nothing is fetched, and no document may declare entities.

# The elements of XML: `name` (which of `names`), `parent`, and the bytes of each;
# `called`, the elements of each name.
read_markup <- function(bytes, file, names, call) {
  bytes <- utf8_bytes(bytes, file, call)
  refuse_doctype(bytes, file, call)
  found <- .Call(pw_call_markup_elements, bytes, names)
  if (inherits(found, "pairwave_kernel_error")) {
    abort_codes_file(file, c(
      x = "Its XML is broken.", x = "{said}", i = "Export the project again."
    ), call, said = kernel_finding(found))
  }
  kind <- structure(found$name, levels = names, class = "factor")
  kind[found$name == 0] <- NA
  c(found, list(bytes = bytes, names = names, called = split(seq_along(kind), kind)))
}

# The document in UTF-8. The mark at its start says what its encoding is, the zeros in
# the letters of ASCII do, or its declaration.
utf8_bytes <- function(bytes, file, call) {
  start <- as.integer(utils::head(bytes, 4))
  begins <- function(...) identical(start[seq_along(c(...))], as.integer(c(...)))
  wide <- if (begins(0xff, 0xfe) || begins(0x3c, 0)) "UTF-16LE"
  else if (begins(0xfe, 0xff) || begins(0, 0x3c)) "UTF-16BE"
  if (!is.null(wide)) {
    marked <- start[1] >= 0xfe
    return(markup_in_utf8(if (marked) bytes[-(1:2)] else bytes, wide, file, call))
  }
  named <- declared_encoding(bytes)
  if (is.na(named) || named %in% c("utf-8", "utf8")) return(bytes)
  if (!grepl("^(us-ascii|iso-8859-[0-9]+|windows-125[0-9])$", named) || begins(0xef, 0xbb, 0xbf)) {
    abort_codes_file(file, c(
      x = "Its XML is in the encoding {.val {named}}.", i = "Export the project again, in UTF-8."
    ), call, named = one_line(named))
  }
  markup_in_utf8(bytes, named, file, call)
}

# The encoding that the declaration at the start of a document names, NA for none.
declared_encoding <- function(bytes) {
  start <- utils::head(bytes, 1000)
  start <- rawToChar(start[start > 0 & start < 0x80])
  declaration <- regmatches(start, regexpr("^<[?]xml[[:space:]][^>]*>", start))
  found <- regmatches(declaration, regexec("encoding\\s*=\\s*[\"']([^\"']*)", declaration))
  if (length(found)) lower_case(found[[1]][2]) else NA_character_
}

markup_in_utf8 <- function(bytes, encoding, file, call) {
  out <- if (encoding != "us-ascii") {
    tryCatch(iconv(list(bytes), encoding, "UTF-8", toRaw = TRUE)[[1]], error = function(e) NULL)
  } else if (all(bytes < 0x80)) bytes
  if (!is.null(out)) return(out)
  abort_codes_file(file, c(
    x = "Its XML has bytes that are no text in its encoding, {.val {encoding}}.",
    i = "Export the project again, in UTF-8."
  ), call, encoding = encoding)
}

# A declaration of entities stands before the first element, behind instructions and
# comments.
refuse_doctype <- function(bytes, file, call) {
  at <- grepRaw("<", bytes, fixed = TRUE)
  while (length(at)) {
    start <- bytes[at + 0:3]
    begins <- function(text) identical(start[seq_len(nchar(text))], charToRaw(text))
    end <- if (begins("<?")) "?>" else if (begins("<!--")) "-->"
    if (is.null(end)) break
    end <- grepRaw(end, bytes, offset = at, fixed = TRUE)
    at <- if (length(end)) grepRaw("<", bytes, offset = end, fixed = TRUE)
  }
  if (length(at) && begins("<!")) {
    abort_codes_file(file, c(
      x = "Its XML has a DOCTYPE, which can make a program read other files.",
      i = "No program for coded text writes one; see where the file comes from."
    ), call)
  }
}

# Stops with what was `found` in a file, which may name the values in `...`.
abort_codes_file <- function(file, found, call, ...) {
  abort_pairwave(c("Can't read codings from {.file {file}}.", found), "codes_file",
                 call = call, .envir = rlang::env(...))
}

# Which elements have one of these names.
elements_called <- function(markup, ...) {
  found <- unlist(markup$called[c(...)], use.names = FALSE)
  if (length(c(...)) > 1) sort(found) else as.integer(found)
}

# Whether each element is called one of `names`; FALSE where there is none (0).
is_called <- function(markup, at, names) {
  wanted <- match(names, markup$names)
  out <- rep(FALSE, length(at))
  there <- which(at > 0)
  out[there] <- markup$name[at[there]] %in% wanted
  out
}

element_name <- function(markup, at) {
  at[at == 0] <- NA
  c(NA, markup$names)[markup$name[at] + 1]
}

# The element around each; 0 around the root.
element_parent <- function(markup, at) {
  at[at == 0] <- NA
  out <- markup$parent[at]
  out[is.na(out)] <- 0L
  out
}

# An attribute of elements; NA where they are none (0) or have none.
attribute_of <- function(markup, at, name) {
  .Call(pw_call_markup_attribute, markup$bytes, element_tags(markup, at), name)
}

# The same as positions in a text, NA where they are none.
position_of <- function(markup, at, name) {
  out <- .Call(pw_call_markup_numbers, markup$bytes, element_tags(markup, at), name)
  left <- which(is.na(out))
  out[left] <- as_position(attribute_of(markup, at[left], name))
  out
}

element_tags <- function(markup, at) {
  at[at == 0] <- NA
  markup$tag[at]
}

# An identifier, however its program writes it: braces and capitals do not count.
guid_of <- function(markup, at, name = "guid") {
  guid <- attribute_of(markup, at, name)
  distinct <- unique(guid)
  plain <- gsub("[{}[:space:]]", "", lower_case(distinct))
  plain[match(guid, distinct)]
}

content_of <- function(markup, at) {
  out <- rep(NA_character_, length(at))
  there <- which(at > 0)
  out[there] <- .Call(pw_call_markup_text, markup$bytes, markup$inner[at[there]],
                      markup$close[at[there]])
  out
}

# The first child of that name of each element, 0 where it has none.
child_of <- function(markup, at, name) {
  children <- elements_called(markup, name)
  if (length(children) == 0) return(integer(length(at)))
  out <- children[match(at, markup$parent[children])]
  out[is.na(out)] <- 0L
  out
}
