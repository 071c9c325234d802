# Reads who said what out of a project: its cases, and what it knows of them.

# The cases by guid. One without a name, or of which a code has the guid, is known
# by that.
refi_cases <- function(markup, codes) {
  at <- elements_called(markup, "Case")
  guid <- guid_of(markup, at)
  name <- squash(attribute_of(markup, at, "name"))
  name[!nzchar(name)] <- NA
  of_code <- is.na(name) & guid %in% codes$guid
  name[of_code] <- codes$code[match(guid[of_code], codes$guid)]
  new_frame(list(at = at, guid = guid, name = name))
}

# The selections to which cases refer, 0 where there is none.
case_selections <- function(markup) {
  refs <- elements_called(markup, "SelectionRef")
  if (length(refs) == 0) return(integer())
  selections <- elements_called(markup, selection_elements)
  wanted <- guid_of(markup, refs, "targetGUID")
  out <- selections[match(wanted, guid_of(markup, selections))]
  out[is.na(out)] <- 0L
  out
}

# The stretches of sources that are a case's: `participant`, `source`, `start` and
# `end`, the last two NA for a whole source. `start` and `end` are those of
# case_selections().
refi_people <- function(markup, cases, sources, start, end) {
  whole <- elements_called(markup, "SourceRef")
  part <- elements_called(markup, "SelectionRef")
  within <- source_around(markup, case_selections(markup))
  owner <- match(element_parent(markup, c(whole, part)), cases$at)
  people <- new_frame(list(
    participant = cases$name[owner],
    source = c(sources$name[match(guid_of(markup, whole, "targetGUID"), sources$guid)],
               sources$name[match(within, sources$at)]),
    start = c(rep(NA_integer_, length(whole)), start),
    end = c(rep(NA_integer_, length(whole)), end)
  ))
  # A selection that has no place in its text tells nothing of the rest of it.
  lost <- c(rep(FALSE, length(whole)), is.na(start))
  people[!is.na(people$participant) & !is.na(people$source) & !lost, , drop = FALSE]
}

# What a project knows of its cases and sources: a row for each value. The values
# of a case without a name are those of its one source.
refi_variables <- function(markup, cases, sources) {
  at <- elements_called(markup, "VariableValue")
  owner <- element_parent(markup, at)
  case <- match(owner, cases$at)
  name <- cases$name[case]
  refs <- elements_called(markup, "SourceRef")
  source <- sources$name[match(owner, sources$at)]
  first <- refs[match(owner, markup$parent[refs])]
  first[is.na(first)] <- 0L
  of_case <- sources$name[match(guid_of(markup, first, "targetGUID"), sources$guid)]
  nameless <- !is.na(case) & is.na(name)
  source[nameless] <- of_case[nameless]
  variables <- elements_called(markup, "Variable")
  asked <- guid_of(markup, child_of(markup, at, "VariableRef"), "targetGUID")
  value <- rep(NA_character_, length(at))
  for (kind in grep("Value$", setdiff(refi_names, "VariableValue"), value = TRUE)) {
    given <- content_of(markup, child_of(markup, at, kind))
    value[is.na(value)] <- given[is.na(value)]
  }
  out <- new_frame(list(
    participant = name, source = source,
    variable = attribute_of(markup, variables, "name")[match(asked, guid_of(markup, variables))],
    value = value
  ))
  out[!is.na(out$variable) & (!is.na(out$participant) | !is.na(out$source)), , drop = FALSE]
}
