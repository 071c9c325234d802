# Reads the parts of a workbook out of its archive: which there are, how they are linked,
# their bytes, and the attributes of their tags.

# The entries of the archive, of which `found` is the name as parts are linked by it:
# no letter's case, no slash at the beginning.
book_parts <- function(path, context, call) {
  parts <- .Call(pw_call_archive_entries, path)
  if (inherits(parts, "pairwave_kernel_error")) {
    abort_pairwave(
      c("{context}", x = "The workbook is damaged: its list of contents is missing or broken.",
        i = "Download or export it again."),
      "format", call = call
    )
  }
  name <- iconv(parts$name, "UTF-8", "UTF-8", sub = "?")
  parts$found <- part_name(name)
  structure(parts, path = path)
}

part_name <- function(name) lower_case(sub("^/", "", gsub("\\", "/", name, fixed = TRUE)))

# The part that lists the sheets, NA where there is none.
main_part <- function(parts, context, call) {
  if ("xl/workbook.xml" %in% parts$found) return("xl/workbook.xml")
  links <- part_links(parts, "", context, call)
  main <- links$target[match("officeDocument", links$kind)]
  if (main %in% parts$found && endsWith(main, ".xml") && startsWith(main, "xl/")) main else NA
}

# What a part is linked with: `id`, `kind` (the last word of its type) and `target`.
part_links <- function(parts, part, context, call) {
  folder <- sub("[^/]*$", "", part)
  at <- paste0(folder, "_rels/", substring(part, nchar(folder) + 1), ".rels")
  if (!at %in% parts$found) return(list(id = character(), kind = character(), target = character()))
  tags <- xml_tags(part_bytes(parts, at, context, call), "Relationship",
                   c("Id", "Type", "Target"), at, context, call)
  absolute <- startsWith(tags$Target, "/") %in% TRUE
  target <- part_name(tags$Target)
  target[!absolute] <- paste0(folder, sub("^[.]/", "", target[!absolute]))
  list(id = tags$Id, kind = basename(tags$Type), target = target)
}

# Most bytes that the parts of a sheet may have together.
most_book_bytes <- function() getOption("pairwave.workbook_bytes", 2e9)

# The bytes of parts, NULL for one that is not there: the sheet, the texts that sheets share,
# and the styles. Programs name texts although there are none; without styles, dates
# would be numbers.
sheet_parts <- function(parts, wanted, sheet, context, call) {
  which <- match(wanted, parts$found)
  if (is.na(which[1])) {
    abort_damaged_book("sheet {.val {sheet}} is not in it", context, call, sheet = sheet)
  }
  if (is.na(which[3]) && !is.na(wanted[3])) {
    abort_damaged_book("its part {.file {part}} is not in it", context, call, part = wanted[3])
  }
  size <- sum(parts$size[which], na.rm = TRUE)
  if (size > most_book_bytes()) {
    size <- format(ceiling(size / 1e6), big.mark = ",")
    abort_pairwave(
      c("{context}", x = "Sheet {.val {sheet}} would unpack to {size} MB.",
        i = "A sheet of that size is damaged or made to do harm. If it is right, allow it with
             {.code options(pairwave.workbook_bytes = )}."),
      "format", call = call
    )
  }
  bytes <- vector("list", length(wanted))
  bytes[!is.na(which)] <- unpacked_parts(parts, which[!is.na(which)], context, call)
  bytes
}

unpacked_parts <- function(parts, which, context, call) {
  read <- .Call(pw_call_archive_bytes, attr(parts, "path"),
                lapply(unclass(parts)[c("name", "size", "header", "packed", "crc", "flags",
                                        "method")], `[`, which))
  if (inherits(read, "pairwave_kernel_error")) {
    part <- parts$found[which[if (is.na(read$row)) 1 else read$row]]
    locked <- read$code == "unsupported"
    state <- if (locked) "is locked, or packed in another way" else "is not whole"
    abort_damaged_book("its part {.file {part}} {state}", context, call, part = part,
                       state = state)
  }
  read
}

# The bytes of a part that is read by its tags.
part_bytes <- function(parts, part, context, call) {
  which <- match(part, parts$found)
  most <- 5e7
  if (parts$size[which] > most) {
    abort_damaged_book("its part {.file {part}} is larger than any", context, call, part = part)
  }
  unpacked_parts(parts, which, context, call)[[1]]
}

# Attributes of the tags of a name, whatever their prefix: a list with a vector for each.
xml_tags <- function(bytes, name, attributes, part, context, call) {
  tags <- .Call(pw_call_xml_tags, bytes, name, attributes)
  if (inherits(tags, "pairwave_kernel_error")) {
    abort_damaged_book("its part {.file {part}} is no XML", context, call, part = part)
  }
  stats::setNames(lapply(tags, function(text) {
    text[!validUTF8(text)] <- NA
    text
  }), attributes)
}
