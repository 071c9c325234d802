# Lists what can be decided about the scales of a study: which there are, of which items, how
# these are answered and turned, how many are needed, and which end is the better one.

decide_scales <- function(plan, raw, study, waves) {
  own <- lapply(names(raw$scales), function(name) {
    decide_scale(plan, raw, study$scales[[name]], waves)
  })
  offered <- offered_scales(plan, study, waves)
  c(
    unlist(own, recursive = FALSE),
    Map(function(name, scale) {
      new_decision(
        paste0("add:", name), "scales", "once", paste0("Use as a scale: ", scale$label %||% name),
        character(), function(plan, value) add_scale(plan, name, scale),
        paste0(capital(scale$reason), ": ", paste(scale$items, collapse = ", "), ".",
               if (length(scale$trouble)) {
                 paste(" It can't be scored as it stands.", scale$trouble)
               }),
        about = name
      )
    }, names(offered), offered)
  )
}

decide_scale <- function(plan, raw, scale, waves) {
  name <- scale$name
  drafted <- plan$drafted$scales[[name]]
  written <- raw$scales[[name]]
  place <- list("scales", name)
  fixed <- length(written$instrument) > 0
  decision <- function(id, kind, label, value, change, ...) {
    new_decision(paste0("scale:", name, ":", id), "scales", kind, label, value, change, ...,
                 about = name)
  }
  set <- function(key, by_hand = TRUE) function(plan, value) {
    edit_plan(plan, "set", c(place, key), yaml_scalar(value), instead = if (by_hand) chosen_by_hand)
  }
  n <- length(scale$items)
  reason <- if (is.null(drafted)) as_filed else capital(drafted$reason)
  list_of <- c(
    if (!fixed) list(
      decision("label", "text", "What it is called", scale$label, set("label", FALSE)),
      decision("items", "ticks", "Items", scale$items, function(plan, value) {
        change_items(plan, scale, value)
      }, reason, item_choices(plan, scale, waves))
    ),
    if (length(written$answers)) list(decision(
      "answers", "order", "Answers, the lowest first", scale$answers,
      function(plan, value) edit_plan(
        plan, "list", c(place, "answers"), value, instead = chosen_by_hand
      ),
      capital(drafted$ends %||% ""), new_choices(scale$answers)
    )),
    if (!fixed) list(
      if (n > 1) decision("reverse", "ticks", "Items worded the other way", scale$reverse,
               function(plan, value) edit_plan(
                 plan, "list", c(place, "reverse"), value, instead = chosen_by_hand
               ), reverse_reason(drafted), items_in_words(scale$items, waves)),
      decision("better", "choice", "The better end", scale_direction(scale), set("better"),
               better_reason(drafted),
               new_choices(c("higher", "lower", "none"), c("High", "Low", "Neither"))),
      if (n > 1) decision(
        "min_items", "choice", "Answered items needed for a score", scale$min_items,
        set("min_items"), if (is.null(drafted)) as_filed else
          "Half of the items: put the manual's rule in, if it has one",
        new_choices(seq_len(n), paste(seq_len(n), "of", n))
      )
    ),
    list(decision(
      "drop", "once", "Leave this scale out", character(),
      function(plan, value) drop_scale(plan, name),
      if (fixed) paste0(reason, ". Items, direction and rules are those of its manual")
    ))
  )
  list_of[lengths(list_of) > 0]
}

reverse_reason <- function(drafted) {
  if (is.null(drafted)) return(as_filed)
  if (length(drafted$turned)) return(paste("Against the rest clearly goes", drafted$turned))
  if (length(drafted$against)) {
    return(paste0("Against the rest goes ", paste(drafted$against, collapse = ", "),
                  ", as chance may have it"))
  }
  "None goes against the rest"
}

better_reason <- function(drafted) {
  if (is.null(drafted)) return(as_filed)
  if (identical(drafted$better, "lower")) "Its words ask for trouble" else
    "Nothing in its words asks for trouble"
}

# The scale's items, and the columns of every wave that are answered like them.
item_choices <- function(plan, scale, waves) {
  kind <- plan$kinds[[scale$items[1]]]
  like <- names(plan$kinds)[vapply(plan$kinds, alike, NA, b = kind)]
  columns <- c(scale$items, like)
  columns <- unique(columns[order(match(columns, names(waves[[1]]$survey)))])
  items_in_words(columns, waves)
}

# Columns with the words of their questions.
items_in_words <- function(columns, waves) {
  survey <- waves[[1]]$survey
  words <- survey_labels(survey)[columns]
  plain <- is.na(words) | words == columns
  new_choices(columns, ifelse(plain, columns, paste0(columns, ": ", words)))
}

# A scale of other items: what was said of those that are left stays.
change_items <- function(plan, scale, items) {
  place <- list("scales", scale$name)
  if (!length(items)) {
    abort_pairwave(
      c("A scale must have an item at least.",
        i = "To be without it, leave the whole scale out."),
      "draft", call = NULL
    )
  }
  plan <- edit_plan(plan, items_written(plan, place), c(place, "items"),
                    if (items_written(plan, place) == "list") items else yaml_items(items),
                    instead = chosen_by_hand)
  turned <- intersect(scale$reverse, items)
  if (length(turned) < length(scale$reverse)) {
    plan <- edit_plan(plan, "list", c(place, "reverse"), turned)
  }
  half <- scale$min_items == ceiling(length(scale$items) / 2)
  least <- if (!is.null(plan$drafted) && half) ceiling(length(items) / 2) else
    min(scale$min_items, length(items))
  written <- plan_raw(plan)$scales[[scale$name]]$min_items
  if (length(written) && least != scale$min_items) {
    plan <- edit_plan(plan, "set", c(place, "min_items"), as.character(least))
  }
  plan
}

# Whether the items stand in lines of their own.
items_written <- function(plan, place) {
  node <- place_at(yaml_places(plan$text), c(place, "items"))$node
  if (identical(node$kind, "list") && !node$flow) "list" else "set"
}

drop_scale <- function(plan, name) {
  place <- list("scales", name)
  plan$text <- replace_own_comments(plan$text, place, plan$own)
  edit_plan(plan, "remove", place)
}

# The scales that a draft of these waves would have, and this study has not.
offered_scales <- function(plan, study, waves) {
  found <- if (!is.null(plan$drafted)) plan$drafted$scales else
    draft_scales(plan$waves)
  taken <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  found <- Filter(function(scale) !any(scale$items %in% taken), found)
  names(found) <- utils::tail(unique_names(c(names(study$scales), names(found))), length(found))
  found
}

add_scale <- function(plan, name, scale) {
  ready <- replace(scale, c("unordered", "trouble"), list(NULL))
  drafted <- unlist(lapply(names(plan$drafted$scales), function(one) {
    if (identical(plan$drafted$scales[[one]]$items, scale$items)) {
      scale_lines(stats::setNames(list(scale), one))[-1]
    }
  }))
  plan <- without_own_lines(plan, c(drafted, "# scales:"))
  lines <- one_scale_lines(name, ready)
  at <- length(lines)
  entry <- sub(paste0("  ", name, ": "), "", lines[at], fixed = TRUE)
  plan <- edit_plan(plan, "set", list("scales", name), entry)
  plan$text <- put_above(plan$text, list("scales", name), lines[-at])
  plan$own <- c(plan$own, lines[-at])
  plan
}

# Comments above an entry, where it stands in a line of its own.
put_above <- function(text, path, comments) {
  first <- place_at(yaml_places(text), path)$entry$first
  if (is.null(first)) return(text)
  indent <- sub("[^ ].*$", "", strsplit(text, "\n", fixed = TRUE)[[1]][first])
  insert_lines(text, first - 1, sub("^ *", indent, comments))
}
