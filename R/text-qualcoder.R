# Reads a project of QualCoder: data.qda, a database in the folder of the project.
# Its positions are characters, the end not included.

read_qualcoder <- function(connection, file, ask, call) {
  table <- function(name, ...) database_rows(connection, name, c(...))
  codes <- qualcoder_codes(table("code_cat", "catid", "name", "memo", "supercatid"),
                           table("code_name", "cid", "name", "memo", "catid", "supercid"))
  source <- table("source", "id", "name", "fulltext")
  name <- numbered_names(squash(source$name))
  parts <- list(
    table("code_text", "cid", "fid", "seltext", "pos0", "pos1", "owner", "memo"),
    table("code_image", "cid", "id", "owner", "memo"),
    table("code_av", "cid", "id", "owner", "memo")
  )
  found <- do.call(rbind, lapply(parts, function(part) {
    names(part)[names(part) == "id"] <- "fid"
    for (absent in setdiff(names(parts[[1]]), names(part))) part[[absent]] <- rep(NA, nrow(part))
    part[names(parts[[1]])]
  }))
  of <- match(found$fid, source$id)
  found <- found[!is.na(of), , drop = FALSE]
  of <- of[!is.na(of)]
  has_text <- !is.na(source$fulltext[of]) & !is.na(as_position(found$pos0))
  text <- ifelse(is.na(source$fulltext), "", enc2utf8(source$fulltext))
  placed <- place_stretches(text, ifelse(has_text, of, NA), as_position(found$pos0),
                            as_position(found$pos1),
                            quoting_texts(as.character(found$seltext)))
  warn_offsets(placed$offsets, file)
  rows <- new_frame(list(
    source = name[of], unit = name[of], coder = found$owner,
    code = codes$code[match(found$cid, codes$cid)], start = placed$start, end = placed$end,
    text = placed$text(seq_along(of)), memo = blank_to_na(found$memo), row = seq_len(nrow(found))
  ))
  rows$note <- coding_notes(rows, ifelse(has_text, of, NA), placed$there)
  finish_project(rows, codes$framework, name, ifelse(is.na(source$fulltext), NA, placed$texts),
                 qualcoder_people(table, name, source$id), placed$offsets,
                 qualcoder_variables(table, name, source$id), file, ask, call)
}

# Codes by the categories above them, or by the code above them, which newer
# versions have.
qualcoder_codes <- function(categories, codes) {
  key <- c(paste0("category ", categories$catid), paste0("code ", codes$cid))
  above <- function(kind, id) ifelse(is.na(id), NA, paste(kind, id))
  parent <- c(above("category", categories$supercatid),
              ifelse(is.na(codes$supercid), above("category", codes$catid),
                     above("code", codes$supercid)))
  path <- nested_paths(key, c(categories$name, codes$name), parent)
  codable <- rep(c(FALSE, TRUE), c(nrow(categories), nrow(codes)))
  order <- order_by_parent(key, parent)
  memo <- blank_to_na(c(categories$memo, codes$memo))
  list(cid = codes$cid, code = path[match(paste0("code ", codes$cid), key)],
       framework = new_framework(path[order], memo[order], codable[order]))
}

# Paths of things that name the one above them by its key. One whose parent is
# not there, or that stands above itself, is at the top.
nested_paths <- function(key, label, parent) {
  label <- gsub(level_mark, ">", squash(label), fixed = TRUE)
  at <- match(parent, key)
  path <- label
  for (step in seq_along(key)) {
    more <- !is.na(at)
    if (!any(more) || step > 50) break
    path[more] <- paste(label[at[more]], path[more], sep = level_mark)
    at <- match(parent[at], key)
  }
  numbered_names(path)
}

# Each thing after the one above it, and before that one's next sibling.
order_by_parent <- function(key, parent) {
  at <- match(parent, key)
  below <- split(seq_along(key), factor(at, seq_along(key)))
  seen <- logical(length(key))
  walk <- function(i) {
    if (seen[i]) return(integer())
    seen[i] <<- TRUE
    c(i, unlist(lapply(below[[i]], walk)))
  }
  out <- unlist(lapply(which(is.na(at)), walk))
  c(out, setdiff(seq_along(key), out))
}

# The stretches that are a case's. A case linked to a whole file is linked to all of
# its characters.
qualcoder_people <- function(table, name, id) {
  cases <- table("cases", "caseid", "name")
  parts <- table("case_text", "caseid", "fid", "pos0", "pos1")
  start <- as_position(parts$pos0)
  end <- as_position(parts$pos1)
  whole <- is.na(start) | is.na(end) | end == 0
  start[whole] <- NA
  end[whole] <- NA
  people <- new_frame(list(participant = squash(cases$name[match(parts$caseid, cases$caseid)]),
                           source = name[match(parts$fid, id)], start = start, end = end))
  people[!is.na(people$participant) & !is.na(people$source), , drop = FALSE]
}

qualcoder_variables <- function(table, name, id) {
  cases <- table("cases", "caseid", "name")
  values <- table("attribute", "name", "attr_type", "value", "id")
  of_case <- values$attr_type %in% "case"
  out <- new_frame(list(
    participant = ifelse(of_case, cases$name[match(values$id, cases$caseid)], NA_character_),
    source = ifelse(of_case, NA_character_, name[match(values$id, id)]),
    variable = as.character(values$name), value = as.character(values$value)
  ))
  out[!is.na(out$participant) | !is.na(out$source), , drop = FALSE]
}

blank_to_na <- function(text) {
  text <- squash(enc2utf8(as.character(text)))
  text[!nzchar(text)] <- NA
  text
}
