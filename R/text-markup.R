# Opens the XML of programs for coded text. xml2 decides whether it is XML at all;
# its elements are then scanned in one string, since a node for each of a million
# codings would take minutes. Nothing is fetched, and no document may declare
# entities.

read_markup <- function(bytes, file, names, call) {
  need_package("xml2", "to read a project or codebook of coded text", call)
  refuse_doctype(bytes, file, call)
  parsed <- tryCatch(
    xml2::read_xml(bytes, options = c("NONET", "NOCDATA")),
    error = function(e) e
  )
  if (inherits(parsed, "error")) {
    abort_codes_file(file, c(
      x = "Its XML is broken: {said}.", i = "Export the project again."
    ), call, said = xml_complaint(parsed))
  }
  text <- enc2utf8(as.character(parsed, options = c("as_xml", "no_declaration")))
  parsed <- NULL
  found <- .Call(pw_call_markup_elements, text, names)
  if (inherits(found, "pairwave_kernel_error")) {
    abort_codes_file(file, c(x = "Its XML is no project: {said}"), call,
                     said = kernel_finding(found))
  }
  c(found, list(text = text, names = names))
}

# What the parser says, without the numbers that are its own.
xml_complaint <- function(error) {
  one_line(sub(" *\\[[0-9]+\\] *$", "", strsplit(conditionMessage(error), "\n")[[1]][1]))
}

# A declaration of entities can only stand before the first element.
refuse_doctype <- function(bytes, file, call) {
  start <- bytes[seq_len(min(length(bytes), 65536))]
  start <- start[start != 0]
  if (length(grepRaw("<!DOCTYPE", start, fixed = TRUE))) {
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
  which(markup$name %in% match(c(...), markup$names))
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
  out <- rep(NA_character_, length(at))
  there <- at > 0
  out[there] <- .Call(pw_call_markup_attribute, markup$text, markup$tag[at[there]], name)
  out
}

# An identifier, however its program writes it: braces and capitals do not count.
guid_of <- function(markup, at, name = "guid") {
  guid <- attribute_of(markup, at, name)
  distinct <- unique(guid)
  plain <- gsub("[{}[:space:]]", "", tolower(distinct))
  plain[match(guid, distinct)]
}

content_of <- function(markup, at) {
  out <- rep(NA_character_, length(at))
  there <- at > 0
  out[there] <- .Call(pw_call_markup_text, markup$text, markup$inner[at[there]],
                      markup$close[at[there]])
  out
}

# The first child of that name of each element, 0 where it has none.
child_of <- function(markup, at, name) {
  children <- elements_called(markup, name)
  out <- children[match(at, markup$parent[children])]
  out[is.na(out)] <- 0L
  out
}
