# Reads a project of Taguette: a database of its documents as HTML, of which a
# highlight's place is in bytes of the text without tags. A project that was
# exported names one coder; the database of a server says who made each highlight.

read_taguette <- function(connection, file, ask, call) {
  table <- function(name, ...) database_rows(connection, name, c(...))
  projects <- table("projects", "id", "name")
  if (nrow(projects) > 1) {
    abort_codes_file(file, c(
      x = "It holds {nrow(projects)} projects.", i = "Export one project from Taguette."
    ), call, projects = projects)
  }
  documents <- table("documents", "id", "name", "contents")
  tags <- table("tags", "id", "path", "description")
  name <- numbered_names(squash(documents$name))
  text <- html_text(documents$contents)
  marks <- table("highlights", "id", "document_id", "start_offset", "end_offset", "snippet")
  given <- table("highlight_tags", "highlight_id", "tag_id")
  # A highlight without a tag is a stretch that was marked and got no code.
  bare <- setdiff(marks$id, given$highlight_id)
  at <- match(given$highlight_id, marks$id)
  given <- given[!is.na(at), , drop = FALSE]
  at <- at[!is.na(at)]
  of <- match(marks$document_id, documents$id)
  placed <- place_bytes(text, of, as_position(marks$start_offset), as_position(marks$end_offset),
                        html_text(marks$snippet))
  warn_offsets(placed$offsets, file)
  mark <- code_path(gsub("\\", ".", tags$path, fixed = TRUE), ask$levels %||% ".")
  rows <- new_frame(list(
    source = name[of][at], unit = name[of][at],
    coder = taguette_coders(table, marks$id)[at],
    code = mark[match(given$tag_id, tags$id)], start = placed$start[at],
    end = placed$end[at], text = placed$text[at], row = seq_along(at)
  ))
  rows$note <- coding_notes(rows, of[at], !is.na(rows$text))
  out <- finish_project(rows, new_framework(mark, blank_to_na(tags$description)), name, text,
                        no_people, placed$offsets, NULL, file, ask, call)
  attr(out, "untagged") <- length(bare)
  out
}

# HTML as the text between its tags. Blanks between them are text.
html_text <- function(html) {
  html <- enc2utf8(as.character(html))
  text <- .Call(pw_call_markup_plain, html)
  gsub("&nbsp;", "\u00a0", text, fixed = TRUE)
}

# Stretches given in bytes of their texts, as place_stretches() gives them but for the
# texts, which are made.
place_bytes <- function(text, of, start, end, quoted) {
  for (i in unique(of[!is.na(of)])) {
    at <- which(of == i)
    start[at] <- text_characters(text[i], start[at], "byte")
    end[at] <- text_characters(text[i], end[at], "byte")
  }
  placed <- placed_by("mark", text, of, start, end)
  quoted[!nzchar(squash(quoted))] <- NA
  equal <- are_quoted(placed, of, quoting_texts(quoted))
  placed$text <- stretch_texts(placed, of)
  c(placed, list(offsets = list(code = "utf8_bytes", checked = sum(!is.na(equal)),
                                equal = sum(equal, na.rm = TRUE))))
}

# Who made each highlight, where the database has more than one user.
taguette_coders <- function(table, id) {
  commands <- table("commands", "user_login", "payload")
  added <- grepl("\"type\": *\"highlight_add\"", commands$payload)
  commands <- commands[added, , drop = FALSE]
  if (length(unique(commands$user_login)) < 2) return(rep(NA_character_, length(id)))
  made <- regmatches(commands$payload,
                     regexpr("\"highlight_id\": *[0-9]+", commands$payload))
  commands$user_login[match(id, as.integer(gsub("[^0-9]", "", made)))]
}
