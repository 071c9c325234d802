# Changes one value of a study file in its text, and leaves every other character. Each
# change is proved: what the text says after it is what it said before with that one value
# changed, or nothing is changed.

# The text with one change. `what` is "set" (`value` is YAML), "list" (`value` are texts),
# "remove", "append" (`value` is YAML, an entry more of a list, with a `note` behind it) or
# "order" (`value` are the numbers of the entries in their new order). `path` is a list of
# keys and numbers.
edit_study_text <- function(text, what, path, value = NULL, note = NULL,
                            call = rlang::caller_env()) {
  path <- as.list(path)
  if (what == "list" && !length(value)) {
    # No text is left, so nothing needs to say so.
    if (is.null(place_at(yaml_places(text), path))) return(text)
    what <- "remove"
  }
  made <- switch(
    what, set = text_set(text, path, value), list = text_list(text, path, value),
    remove = text_remove(text, path), append = text_append(text, path, value, note),
    order = text_order(text, path, value)
  )
  if (is.null(made) || !is_proved(text, made, what, path, value)) abort_not_edited(path, call)
  made
}

is_proved <- function(text, made, what, path, value) {
  said <- tryCatch(parse_study_text(made), pairwave_error = function(e) NULL)
  expected <- raw_edit(parse_study_text(text), what, path, value)
  is.list(said) && identical(said[sort(names(said))], expected[sort(names(expected))])
}

abort_not_edited <- function(path, call) {
  place <- paste(vapply(path, as.character, ""), collapse = ": ")
  abort_pairwave(
    c("This can't be changed here.",
      x = "{.field {place}} stands in the study file in a way that only an editor can change.",
      i = "Nothing was changed. Change it in the file, and open it again."),
    "draft", call = call
  )
}

# ---- what a change means -----------------------------------------------------

raw_edit <- function(raw, what, path, value) {
  if (length(path) == 0) {
    return(switch(
      what, set = parse_study_text(value), list = as.character(value),
      append = c(as.list(raw), list(parse_study_text(value))), order = raw[value]
    ))
  }
  step <- path[[1]]
  raw <- as.list(raw)
  old <- if (is.numeric(step) || step %in% names(raw)) raw[[step]]
  new <- if (what != "remove" || length(path) > 1) raw_edit(old, what, path[-1], value)
  # What has no entry left goes with its last.
  if (what == "remove" && length(new) == 0) raw[step] <- NULL else raw[step] <- list(new)
  raw
}

# ---- how it is written -------------------------------------------------------

text_replace <- function(text, from, to, new) {
  paste0(substr(text, 1, from - 1), new, substr(text, to + 1, nchar(text)))
}

text_set <- function(text, path, yaml) {
  root <- yaml_places(text)
  found <- place_at(root, path)
  if (is.null(found)) return(text_add(text, root, path, yaml))
  node <- found$node
  if (node$kind == "none") {
    if (is.na(found$entry$at)) return(NULL)
    return(text_replace(text, found$entry$at + 1, found$entry$at, paste0(" ", yaml)))
  }
  if (is.null(node$from) || isTRUE(node$comment)) return(NULL)
  text_replace(text, node$from, node$to, yaml)
}

# A key that is not there yet.
text_add <- function(text, root, path, yaml) {
  n <- length(path)
  line <- paste0(yaml_scalar(path[[n]]), ": ", yaml)
  if (n == 1) return(insert_section(text, root, path[[1]], line))
  above <- place_at(root, path[-n])
  if (is.null(above)) {
    lines <- c(paste0(path[[1]], ":"), paste0("  ", line))
    if (n == 2) return(insert_section(text, root, path[[1]], lines))
    return(text_add(text, root, path[-n], paste0("{", line, "}")))
  }
  node <- above$node
  if (node$kind == "none") return(text_set(text, path[-n], paste0("{", line, "}")))
  if (node$kind != "map") return(NULL)
  last <- utils::tail(node$entries, 1)
  if (!node$flow) return(insert_lines(text, last[[1]]$last, paste0(strrep(" ", node$indent), line)))
  if (length(last)) text_replace(text, last[[1]]$to + 1, last[[1]]$to, paste0(", ", line)) else
    text_replace(text, node$from + 1, node$from, line)
}

# A section of the file, behind those that usually stand before it.
insert_section <- function(text, root, key, lines) {
  if (!identical(root$kind, "map") || root$flow) return(NULL)
  there <- vapply(root$entries, `[[`, "", "key")
  order <- names(study_keys())
  before <- which(match(there, order) < match(key, order))
  at <- if (length(before)) root$entries[[max(before)]]$last else root$entries[[1]]$first - 1
  insert_lines(text, at, lines)
}

insert_lines <- function(text, after, lines) {
  change_lines(text, function(all) append(all, lines, after))
}

# The text with its lines changed by a function; each keeps its own end.
change_lines <- function(text, change) {
  end <- if (grepl("\r\n", text, fixed = TRUE)) "\r\n" else "\n"
  whole <- endsWith(text, "\n")
  all <- strsplit(text, "\n", fixed = TRUE)[[1]]
  if (end == "\r\n" && !whole && length(all)) all[length(all)] <- paste0(all[length(all)], "\r")
  new <- change(all)
  added <- !new %in% all & !endsWith(new, "\r")
  if (end == "\r\n") new[added] <- paste0(new[added], "\r")
  made <- paste0(paste(new, collapse = "\n"), "\n")
  if (whole) made else sub("\r?\n$", "", made)
}

text_remove <- function(text, path) {
  root <- yaml_places(text)
  found <- place_at(root, path)
  if (is.null(found)) return(NULL)
  parent <- utils::tail(found$parents, 1)[[1]]
  n <- length(path)
  if (length(parent$entries) == 1 && n > 1) return(text_remove(text, path[-n]))
  entry <- found$entry
  if (!parent$flow) {
    if (!stands_alone(text, parent, entry)) return(NULL)
    return(change_lines(text, function(all) all[-(entry$first:entry$last)]))
  }
  at <- which(vapply(parent$entries, function(one) one$from == entry$from, NA))
  if (at == length(parent$entries)) {
    text_replace(text, parent$entries[[at - 1]]$to + 1, entry$to, "")
  } else {
    text_replace(text, entry$from, parent$entries[[at + 1]]$from - 1, "")
  }
}

# Whether an entry in lines begins its first line, and no dash does.
stands_alone <- function(text, parent, entry) {
  line <- strsplit(text, "\n", fixed = TRUE)[[1]][entry$first]
  nchar(line) - nchar(sub("^ +", "", line)) == parent$indent
}

text_append <- function(text, path, yaml, note) {
  root <- yaml_places(text)
  found <- place_at(root, path)
  line <- paste0("- ", yaml, if (length(note)) paste0(" # ", note))
  if (is.null(found)) {
    return(insert_section(text, root, path[[1]], c(paste0(path[[1]], ":"), paste0("  ", line))))
  }
  node <- found$node
  if (node$kind == "none" && length(found$parents) == 1) {
    return(insert_lines(text, found$entry$first, paste0("  ", line)))
  }
  if (node$kind != "list") return(NULL)
  last <- utils::tail(node$entries, 1)
  if (!node$flow) return(insert_lines(text, last[[1]]$last, paste0(strrep(" ", node$indent), line)))
  if (length(last)) text_replace(text, last[[1]]$to + 1, last[[1]]$to, paste0(", ", yaml)) else
    text_replace(text, node$from + 1, node$from, yaml)
}

# A list of texts: in lines, each keeps its own with the comments above it.
text_list <- function(text, path, values) {
  found <- place_at(yaml_places(text), path)
  node <- found$node
  if (is.null(found) || !identical(node$kind, "list") || node$flow) {
    return(text_set(text, path, yaml_list(values)))
  }
  if (any(vapply(node$entries, function(one) one$value$kind != "text", NA))) return(NULL)
  said <- vapply(node$entries, function(one) {
    as.character(parse_study_text(substr(text, one$value$from, one$value$to)))
  }, "")
  chunks <- entry_lines(text, node, found$entry)
  new <- unlist(lapply(values, function(value) {
    at <- match(value, said)
    if (!is.na(at)) return(chunks$lines[[at]])
    paste0(strrep(" ", node$indent), "- ", yaml_scalar(value))
  }))
  put_lines(text, chunks, new)
}

# The text with other lines in the place of those of some entries.
put_lines <- function(text, chunks, new) {
  change_lines(text, function(all) {
    c(all[seq_len(chunks$from - 1)], new, all[-seq_len(chunks$to)])
  })
}

# The lines of each entry, with the comments and blank lines above it.
entry_lines <- function(text, node, entry) {
  all <- strsplit(text, "\n", fixed = TRUE)[[1]]
  from <- (if (is.null(entry)) 0 else entry$first) + 1
  ends <- vapply(node$entries, `[[`, 0, "last")
  begins <- c(from, ends[-length(ends)] + 1)
  list(lines = Map(function(i, j) all[i:j], begins, ends), from = from, to = max(ends))
}

text_order <- function(text, path, order) {
  found <- place_at(yaml_places(text), path)
  node <- found$node
  if (is.null(found) || !node$kind %in% c("map", "list")) return(NULL)
  if (!setequal(order, seq_along(node$entries))) return(NULL)
  if (!node$flow) {
    if (!stands_alone(text, node, node$entries[[1]])) return(NULL)
    chunks <- entry_lines(text, node, found$entry)
    new <- unlist(chunks$lines[order])
    return(put_lines(text, chunks, new))
  }
  if (node$comment) return(NULL)
  part <- vapply(node$entries, function(one) substr(text, one$from, one$to), "")
  for (at in rev(seq_along(part))) {
    one <- node$entries[[at]]
    text <- text_replace(text, one$from, one$to, part[order[at]])
  }
  text
}

# The text without the comments of the draft's own that stand right above an entry, or above
# the line that it is in; `instead` takes their place.
replace_own_comments <- function(text, path, own, instead = NULL) {
  root <- yaml_places(text)
  path <- as.list(path)
  first <- NULL
  for (n in rev(seq_along(path))) {
    first <- place_at(root, path[seq_len(n)])$entry$first
    if (length(first)) break
  }
  if (!length(first)) return(text)
  change_lines(text, function(all) {
    from <- first
    while (from > 1 && all[from - 1] %in% own) from <- from - 1
    if (from == first) return(all)
    indent <- sub("[^ ].*$", "", all[first])
    new <- if (length(instead)) comment_lines(instead, indent = indent)
    c(all[seq_len(from - 1)], new, all[first:length(all)])
  })
}
