# Finds the codes that a study file or an analyst names.

# The places in the framework of the codes that are named by path or by label; all
# where nothing is named.
codes_by_name <- function(framework, name, argument, call, optional = FALSE) {
  if (is.null(name)) return(seq_along(framework$code))
  path <- as_path(name)
  at <- match(path, framework$code)
  for (i in which(is.na(at))) {
    same <- which(framework$label == path[i])
    if (length(same) > 1) abort_several_codes(framework$code[same], path[i], argument, call)
    if (length(same) == 1) at[i] <- same
  }
  if (!optional) {
    check_known(name[is.na(at)], unique(c(framework$label, framework$code)),
                "{.arg {argument}} must name codes of the framework.", "code", call = call)
  }
  at
}

abort_several_codes <- function(codes, name, argument, call) {
  abort_pairwave(
    c("{.arg {argument}} must say which code is meant.",
      x = "{.val {name}} is the label of {.val {codes}}.",
      i = "Give the whole path."),
    "argument", call = call
  )
}

# Themes as a frame of nodes, each with its place in the framework (`at`, NA for one
# that is no code) and in the map: `role` is "theme", "centre" or "outcome", `lane` the
# number of its lane and `order` that within.
theme_nodes <- function(framework, themes, call) {
  check_themes(themes, call)
  lanes <- lapply(themes$lanes, as.character)
  nodes <- new_frame(list(
    theme = c(unlist(lanes, use.names = FALSE), themes$centre, themes$outcome),
    role = c(rep("theme", sum(lengths(lanes))), if (!is.null(themes$centre)) "centre",
             if (!is.null(themes$outcome)) "outcome"),
    lane = c(rep(seq_along(lanes), unname(lengths(lanes))), if (!is.null(themes$centre)) NA,
             if (!is.null(themes$outcome)) NA),
    order = c(unlist(lapply(lengths(lanes), seq_len), use.names = FALSE),
              if (!is.null(themes$centre)) NA,
              if (!is.null(themes$outcome)) NA)
  ))
  twice <- nodes$theme[duplicated(nodes$theme)]
  if (length(twice)) {
    abort_pairwave(
      c("{.arg themes} must name each theme once.", x = "{.val {twice[1]}} comes twice."),
      "argument", call = call
    )
  }
  nodes$at <- rep(NA_integer_, nrow(nodes))
  themed <- nodes$role == "theme"
  nodes$at[themed] <- codes_by_name(framework, nodes$theme[themed], "themes", call)
  nodes$at[!themed] <- codes_by_name(framework, nodes$theme[!themed], "themes", call,
                                     optional = TRUE)
  coded <- !is.na(nodes$at)
  nodes$code <- framework$code[nodes$at]
  nodes$label <- ifelse(coded, framework$label[nodes$at], nodes$theme)
  nodes
}

check_themes <- function(themes, call) {
  lanes <- themes$lanes
  fine <- is.list(themes) && (is.list(lanes) || is.character(lanes)) &&
    length(lanes) %in% 1:2 && are_named(lanes) && all(lengths(lanes) %in% 1:8) &&
    all(vapply(lanes, is.character, NA)) &&
    (is.null(themes$centre) || is_text(themes$centre)) &&
    (is.null(themes$outcome) || is_text(themes$outcome))
  if (fine) return(invisible())
  abort_pairwave(
    c("{.arg themes} must have one or two {.field lanes}, each a name and one to eight codes
       in order, and may have a {.field centre} and an {.field outcome}.",
      x = if (length(lanes) > 2) "There are {length(lanes)} lanes.",
      i = "Such as {.code list(lanes = list(Relationships = c(\"Type\", \"Strength\")),
           outcome = \"Belonging\")}."),
    "argument", call = call
  )
}
