# Two focus groups and what was selected in them, for projects of coded text.
spoken <- c(FG1 = "P1: h\u00e9llo there\nP2: caf\u00e9 \U1F600\U1F600 and more\nP1: bye",
            FG2 = "P3: alone")
stretches <- data.frame(source = c(1, 1, 2), code = c(1, 2, 1), user = c(1, 2, 1))
said <- c("h\u00e9llo there", "and more", "alone")
at_of <- function(text, what, unit = nchar) unit(sub(paste0(what, ".*"), "", text))
stretches$start <- mapply(function(i, what) regexpr(what, spoken[i], fixed = TRUE)[1] - 1,
                          stretches$source, said)
stretches$end <- stretches$start + nchar(said)
stretches$name <- said
