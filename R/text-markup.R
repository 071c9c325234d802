# Opens the XML of programs for coded text. xml2 decides whether it is XML at all;
# its elements are then scanned where their bytes are, since a node for each of a
# million codings would take minutes. Nothing is fetched, and no document may declare
# entities.

# The elements of XML: `name` (which of `names`), `parent`, and the bytes of each;
# `called`, the elements of each name.
read_markup <- function(bytes, file, names, call) {
  need_package("xml2", "to read a project or codebook of coded text", call)
  is_utf8 <- check_prolog(bytes, file, call)
  parsed <- tryCatch(
    # "HUGE" for documents beyond 10 MB: what it allows otherwise needs a DOCTYPE.
    suppressWarnings(xml2::read_xml(bytes, options = c("NONET", "NOCDATA", "HUGE"))),
    error = function(e) e
  )
  if (inherits(parsed, "error")) {
    abort_codes_file(file, c(
      x = "Its XML is broken: {said}.", i = "Export the project again."
    ), call, said = xml_complaint(parsed))
  }
  if (!is_utf8) {
    bytes <- charToRaw(enc2utf8(as.character(parsed, options = c("as_xml", "no_declaration"))))
  }
  parsed <- NULL
  found <- .Call(pw_call_markup_elements, bytes, names)
  if (inherits(found, "pairwave_kernel_error")) {
    abort_codes_file(file, c(x = "Its XML is no project: {said}"), call,
                     said = kernel_finding(found))
  }
  kind <- structure(found$name, levels = names, class = "factor")
  kind[found$name == 0] <- NA
  c(found, list(bytes = bytes, names = names, called = split(seq_along(kind), kind)))
}

# What the parser says, without the numbers that are its own.
xml_complaint <- function(error) {
  one_line(sub(" *\\[[0-9]+\\] *$", "", strsplit(conditionMessage(error), "\n")[[1]][1]))
}

# A declaration of entities stands before the first element, behind instructions and
# comments. It is looked for before anything is parsed, in the encodings that an
# exchange can have: in others its letters would be other bytes. Gives whether they
# are those of UTF-8.
check_prolog <- function(bytes, file, call) {
  # UTF-16 has a zero in each letter of ASCII.
  wide <- any(utils::head(bytes, 4) == 0) || any(utils::head(bytes, 1) >= 0xfe)
  if (wide) bytes <- bytes[bytes != 0]
  is_utf8 <- !wide
  at <- grepRaw("<", bytes, fixed = TRUE)
  repeat {
    if (length(at) == 0) return(is_utf8)
    start <- ascii_text(bytes[at + 0:8])
    if (startsWith(start, "<?")) {
      end <- grepRaw("?>", bytes, offset = at, fixed = TRUE)
      declared <- if (startsWith(start, "<?xml ")) bytes[at + seq_len(max(0, end - at))]
      encoding <- declared_encoding(ascii_text(declared), file, call)
      is_utf8 <- is_utf8 && encoding %in% c("utf-8", "utf8", "us-ascii")
    } else if (startsWith(start, "<!--")) {
      end <- grepRaw("-->", bytes, offset = at, fixed = TRUE)
    } else if (startsWith(start, "<!")) {
      abort_codes_file(file, c(
        x = "Its XML has a DOCTYPE, which can make a program read other files.",
        i = "No program for coded text writes one; see where the file comes from."
      ), call)
    } else {
      return(is_utf8)
    }
    at <- if (length(end)) grepRaw("<", bytes, offset = end, fixed = TRUE)
  }
}

ascii_text <- function(bytes) {
  if (is.null(bytes)) "" else rawToChar(bytes[bytes > 0 & bytes < 0x80])
}

declared_encoding <- function(declaration, file, call) {
  named <- regmatches(declaration, regexec("encoding\\s*=\\s*[\"']([^\"']*)", declaration))[[1]][2]
  if (is.na(named)) return("utf-8")
  if (grepl("^(utf-?8|utf-?16(le|be)?|us-ascii|iso-8859-[0-9]+|windows-125[0-9])$",
            named, ignore.case = TRUE)) {
    return(lower_case(named))
  }
  abort_codes_file(file, c(
    x = "Its XML is in the encoding {.val {named}}.", i = "Export the project again, in UTF-8."
  ), call, named = one_line(named))
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
