# Reads the layouts of survey platforms: those that come with the package, and files of
# the same form by which a user describes another platform. inst/platforms/README.md
# says what each key means.

# Read once: every text file is compared with them.
platform_layouts <- local({
  layouts <- NULL
  function() {
    if (is.null(layouts)) {
      files <- list.files(system.file("platforms", package = "pairwave"),
                          pattern = "[.]yml$", full.names = TRUE)
      layouts <<- lapply(files, read_layout)
      names(layouts) <<- vapply(layouts, `[[`, "", "name")
    }
    layouts
  }
})

read_layout <- function(path) {
  yaml::yaml.load(read_utf8(path, paste("Can't read", basename(path)), "platform"))
}

is_layout_file <- function(platform) is_text(platform) && grepl("[.]ya?ml$", platform)

named_layout <- function(platform, layouts, call) {
  if (is_layout_file(platform)) {
    return(own_layout(platform, call))
  }
  if (!is_text(platform) || !platform %in% names(layouts)) {
    abort_pairwave(
      c("{.arg platform} must be one of {.val {c(names(layouts), 'none')}}, or a file that
         describes another.",
        x = "It is {.val {platform}}.",
        if (is_text(platform)) did_you_mean(platform, names(layouts)),
        i = "A file, as in {.code platform = \"my-platform.yml\"}, says how another platform
             writes its heading: see \"Other platforms\" in {.code ?read_survey}."),
      "platform", call = call
    )
  }
  layouts[[platform]]
}

# A layout that a user wrote. What may be left out gets its place.
own_layout <- function(path, call) {
  if (!file.exists(path) || dir.exists(path)) {
    abort_pairwave(
      c("Can't read the layout {.file {basename(path)}}.",
        x = "There is no such file.", i = "Looked in {.file {dirname(path)}}."),
      "platform", call = call
    )
  }
  layout <- tryCatch(read_layout(path), error = function(e) {
    if (inherits(e, "pairwave_error")) stop(e)
    refuse_layout(path, paste("It is no YAML:", conditionMessage(e)), call = call)
  })
  check_layout(layout, path, call)
  layout$path <- path
  layout$name <- layout$name %||% without_ending(basename(path))
  layout$title <- layout$title %||% layout$name
  layout
}

# The keys of a layout and of its parts: those that hold patterns, and the others.
layout_keys <- list(
  layout = list(patterns = c("text", "respondent", "own", "identifying", "strip"),
                others = c("name", "title", "words", "forms", "cells", "completed", "notes",
                           "blank", "unanswered", "key", "multiple")),
  forms = list(patterns = c("header", "first", "below", "single"),
               others = c("names", "rows", "added")),
  cells = list(patterns = c("form", "column", "answer", "heading"), others = c("row", "filled")),
  completed = list(patterns = c("column", "stamps"), others = c("order", "none")),
  notes = list(patterns = "column", others = c("values", "empty", "reason", "one", "many")),
  unanswered = list(patterns = "except", others = c("code", "label")),
  key = list(patterns = c("names", "time"), others = "suffix"),
  multiple = list(patterns = c("names", "headings", "labels", "boxes", "other", "except", "open"),
                  others = c("chosen", "empty", "own_text", "alone", "separators")),
  separators = list(patterns = c("only", "between"), others = c("text", "ends"))
)

check_layout <- function(layout, path, call) {
  check_layout_part(layout, "layout", path, call)
  parts <- c(layout, list(separators = layout$multiple$separators))
  for (name in intersect(names(parts), names(layout_keys))) {
    several <- name %in% c("forms", "cells", "notes", "separators")
    for (part in if (several) parts[[name]] else parts[name]) {
      check_layout_part(part, name, path, call)
    }
  }
  forms <- vapply(layout$forms, function(form) form$names %||% "", "")
  if (length(forms) == 0 || !all(forms %in% c("code", "text", "both"))) {
    refuse_layout(path, cli::format_inline(
      "Each of its {.field forms} must have {.field names}: {.val code} where the heading has
       short names, {.val text} where it has questions, {.val both} for {.val code. question}."
    ), call = call)
  }
}

check_layout_part <- function(part, name, path, call) {
  where <- if (name == "layout") "It" else cli::format_inline("Its {.field {name}}")
  keys <- layout_keys[[name]]
  known <- unlist(keys, use.names = FALSE)
  if (!is.list(part) || !has_all_names(part)) {
    refuse_layout(path, cli::format_inline(
      "{where} must be keys with values, such as {.code {known[1]}: ...}."
    ), call = call)
  }
  unknown <- setdiff(names(part), known)
  if (length(unknown)) {
    refuse_layout(path, cli::format_inline("{where} can't have the key {.field {unknown[1]}}."),
                  did_you_mean(unknown[1], known), call)
  }
  for (pattern in unlist(part[intersect(names(part), keys$patterns)])) {
    works <- tryCatch(suppressWarnings(is.integer(regexpr(pattern, "", perl = TRUE))),
                      error = function(e) FALSE)
    if (!works) {
      refuse_layout(path, cli::format_inline("{.val {pattern}} is no regular expression."),
                    call = call)
    }
  }
}

refuse_layout <- function(path, why, more = NULL, call) {
  abort_pairwave(
    c("The layout {.file {basename(path)}} must say how a platform writes its exports.",
      x = "{why}", more,
      i = "\"Other platforms\" in {.code ?read_survey} shows what it says."),
    "platform", call = call
  )
}

# What to say of a heading that fits no layout, where it looks like an export's: what
# it was compared with, and what there is to do. NULL for any other table.
unknown_platform_note <- function(header, known = known_headings(header)) {
  layouts <- platform_layouts()
  near <- Filter(length, lapply(layouts, near_form, known))
  if (length(near)) {
    best <- near[[which.max(vapply(near, function(one) one$share, 0))]]
    return(sprintf(
      paste0("The heading is of no platform that is known. Nearest is %s, for which it has %s ",
             "but not %s: `platform = \"%s\"` reads it so; a file of your own describes another."),
      best$title, and_words(best$there), and_words(best$absent), best$name
    ))
  }
  # A question mark, or five words.
  asked <- grepl("[?\uff1f]$| .* .* .* ", squash(header), perl = TRUE)
  if (sum(asked) >= 3 && mean(asked) >= 0.5) sprintf(
    paste0("The headings are questions in full, as survey platforms write them, but of no ",
           "platform that is known (%s): `platform` takes a file of your own that describes it."),
    and_words(vapply(layouts, function(layout) layout$title, ""))
  )
}

# The form of a layout that a heading fits by two columns or more and by half of them, but
# not wholly. Of forms that need fewer, or the rows below, none can be near.
near_form <- function(layout, header) {
  found <- lapply(layout$forms, function(form) {
    if (length(form$header) < 3 || !is.null(form$below)) return(NULL)
    there <- vapply(form$header, any_match, TRUE, header)
    if (sum(there) < 2 || mean(there) < 0.5 || all(there)) return(NULL)
    words <- heading_words(unlist(form$header))
    list(name = layout$name, title = layout$title, share = mean(there),
         there = header[any_of(form$header, header)], absent = words[!there])
  })
  found <- Filter(length, found)
  if (length(found)) found[[1]]
}

# What patterns of headings look like: the first wording, which is the English one.
heading_words <- function(patterns) {
  first <- gsub("\\[[^]]*\\]", " ", sub("[|].*$", "", patterns))
  squash(gsub("[()?]", "", first))
}
