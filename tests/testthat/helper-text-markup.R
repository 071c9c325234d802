# Documents that are nearly XML, and what a parser that is not ours finds in them.

# A document of pieces that are well-formed, put together and then damaged.
hostile_xml <- function(seed) {
  set.seed(seed, kind = "Mersenne-Twister", sample.kind = "Rejection")
  one <- function(...) sample(c(...), 1)
  name <- function() one("Code", "Note", "p:Code", "\u00e9t\u00e9", "a-b.c_9")
  attribute <- function(i) {
    quote <- one("\"", "'")
    value <- one("", "x", "a &lt; b", "&#65;&#x1F600;", "it's \"said\"", " a\n\tb\r\nc ", "\u00e9", ">")
    paste0(one(" ", "\n", "  "), one("name", "guid", "p:name", "n", "xml:lang"), i,
           one("=", " = ", "=\n"), quote, gsub(quote, "", value, fixed = TRUE), quote)
  }
  element <- function(depth) {
    called <- name()
    attributes <- paste(vapply(seq_len(sample(0:3, 1)), attribute, ""), collapse = "")
    if (depth == 0 || sample(3, 1) == 1) return(paste0("<", called, attributes, one("", " "), "/>"))
    inner <- vapply(seq_len(sample(0:4, 1)), function(i) {
      switch(sample(6, 1), element(depth - 1), element(depth - 1), "text ]] > \r\n&amp;\u00e9",
             "<![CDATA[ <x> & ]] ]]>", "<!-- a - b -->", "<?p q?>")
    }, "")
    paste0("<", called, attributes, ">", paste(inner, collapse = ""), "</", called, one("", " "), ">")
  }
  xml <- paste0(one("", "<?xml version='1.0' encoding='utf-8'?>\n", "<!-- c -->", "\ufeff"), element(3),
                one("", "\n", "<!-- end -->", "<?p?>"))
  bytes <- charToRaw(enc2utf8(xml))
  for (k in seq_len(sample(0:2, 1))) {
    at <- sample(length(bytes), 1)
    piece <- charToRaw(one("<", ">", "&", ";", "\"", "'", "/", "]]>", "--", "<!--", "<?xml ", "?>", "<a>", "</a>", "<!",
                           " ", "=", "&#0;", "&#xFFFF;", "\u00e9", ":", "<![CDATA[", "x='", "&x;"))
    bytes <- switch(
      sample(6, 1), bytes[-at], append(bytes, piece, at - 1), replace(bytes, at, as.raw(sample(1:255, 1))),
      append(bytes, bytes[seq(at, min(length(bytes), at + sample(20, 1)))], at),
      bytes[seq_len(at)], append(bytes[-seq(at, min(length(bytes), at + 3))], piece, max(0, at - 2))
    )
    if (length(bytes) == 0) bytes <- charToRaw("<")
  }
  bytes
}

# What differs between what we and xml2 make of a document; NULL for nothing. We may
# refuse what xml2 takes.
markup_difference <- function(bytes) {
  ours <- tryCatch(read_markup(bytes, "x", c("Code", "Note"), NULL),
                   pairwave_error_codes_file = function(e) NULL)
  if (is.null(ours)) return(NULL)
  options <- c("NONET", "NOCDATA", "HUGE")
  theirs <- tryCatch(suppressWarnings(xml2::read_xml(bytes, options = options)),
                     error = function(e) NULL)
  if (is.null(theirs)) return("xml2 refuses it")
  elements <- xml2::xml_find_all(theirs, "//*")
  local <- function(name) sub("^.*:", "", name)
  if (length(elements) != length(ours$name)) return("other elements")
  # Only some names are told.
  wanted <- match(local(xml2::xml_name(elements)), c("Code", "Note"), nomatch = 0)
  if (!identical(as.integer(wanted), ours$name)) return("other names")
  at <- seq_along(elements)
  if (!identical(content_of(ours, at), xml2::xml_text(elements))) return("other texts")
  for (i in at) {
    given <- xml2::xml_attrs(elements[[i]])
    given <- given[!duplicated(local(names(given)))]
    for (name in local(names(given))) {
      if (startsWith(name, "xmlns")) next
      if (!identical(attribute_of(ours, i, name), given[[which(local(names(given)) == name)]])) {
        return(paste("another", name))
      }
    }
  }
}
