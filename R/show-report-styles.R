# The look of a report in Word: the styles that pandoc asks for by their names, on A4.

# The document whose styles a report takes, as pandoc wants it: the house's own, or one that
# is made here.
word_reference <- function(folder, template = NULL, small = FALSE) {
  if (length(template)) return(template)
  path <- file.path(folder, "reference.docx")
  writeBin(zip_archive(word_reference_parts(if (small) 8.5 else 10.5)), path)
  path
}

# What the styles of a document are called inside it, by the names that Word shows: a Word in
# German calls its "caption" by another id.
word_style_ids <- function(reference) {
  folder <- tempfile("pairwave-styles-")
  on.exit(unlink(folder, recursive = TRUE))
  utils::unzip(reference, "word/styles.xml", exdir = folder)
  path <- file.path(folder, "word", "styles.xml")
  text <- paste(readLines(path, encoding = "UTF-8", warn = FALSE), collapse = "\n")
  style <- "<w:style [^>]*w:styleId=\"([^\"]+)\"[^>]*>\\s*<w:name w:val=\"([^\"]+)\""
  found <- regmatches(text, gregexpr(style, text, perl = TRUE))[[1]]
  id <- sub(paste0(style, ".*"), "\\1", found, perl = TRUE)
  name <- lower_case(sub(paste0(style, ".*"), "\\2", found, perl = TRUE))
  list(caption = c(id[name == "caption"], "Caption")[1])
}

word_reference_parts <- function(size = 10.5) {
  word <- "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  kind <- "application/vnd.openxmlformats-officedocument.wordprocessingml."
  relation <- "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  names <- paste0("xmlns:w=\"", word, "\" xmlns:r=\"", relation, "\"")
  package <- "http://schemas.openxmlformats.org/package/2006/"
  links <- function(...) paste0(
    xml_start, "<Relationships xmlns=\"", package, "relationships\">", ..., "</Relationships>"
  )
  link <- function(id, type, target) {
    paste0("<Relationship Id=\"", id, "\" Type=\"", relation, "/", type, "\" Target=\"", target,
           "\"/>")
  }
  parts <- c(document = "document.main", styles = "styles", settings = "settings",
             footer1 = "footer")
  list(
    "[Content_Types].xml" = paste0(
      xml_start, "<Types xmlns=\"", package, "content-types\"><Default Extension=\"rels\" ",
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
      paste0("<Override PartName=\"/word/", names(parts), ".xml\" ContentType=\"", kind, parts,
             "+xml\"/>", collapse = ""), "</Types>"
    ),
    "_rels/.rels" = links(link("rId1", "officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels" = links(
      link("rId1", "styles", "styles.xml"), link("rId2", "settings", "settings.xml"),
      link("rId3", "footer", "footer1.xml")
    ),
    "word/document.xml" = paste0(
      xml_start, "<w:document ", names, "><w:body><w:p/><w:sectPr>",
      "<w:footerReference w:type=\"default\" r:id=\"rId3\"/>", word_page(FALSE),
      "</w:sectPr></w:body></w:document>"
    ),
    "word/footer1.xml" = paste0(
      xml_start, "<w:ftr ", names, "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>",
      "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"
    ),
    "word/settings.xml" = paste0(
      xml_start, "<w:settings ", names, "><w:defaultTabStop w:val=\"720\"/>",
      "<w:themeFontLang w:val=\"en-GB\"/></w:settings>"
    ),
    "word/styles.xml" = paste0(
      xml_start, "<w:styles ", names, "><w:docDefaults><w:rPrDefault><w:rPr>",
      "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Arial\"/>",
      "<w:sz w:val=\"", 2 * size, "\"/><w:szCs w:val=\"", 2 * size, "\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>",
      "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr>",
      "</w:pPrDefault></w:docDefaults>", paste(word_styles(), collapse = ""), "</w:styles>"
    )
  )
}

# The size and margins of a page, in twentieths of a point.
word_page <- function(sideways) {
  upright <- "w:w=\"11906\" w:h=\"16838\""
  size <- if (sideways) "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" else upright
  paste0("<w:pgSz ", size, "/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" ",
         "w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>")
}

word_styles <- function() {
  style <- function(id, name, paragraph = "", run = "", based = "Normal", after = NULL) {
    paste0(
      "<w:style w:type=\"paragraph\" w:styleId=\"", id, "\"",
      if (id == "Normal") " w:default=\"1\"", "><w:name w:val=\"", name, "\"/>",
      if (id != "Normal") paste0("<w:basedOn w:val=\"", based, "\"/>"),
      if (length(after)) paste0("<w:next w:val=\"", after, "\"/>"), "<w:qFormat/><w:pPr>",
      paragraph, "</w:pPr><w:rPr>", run, "</w:rPr></w:style>"
    )
  }
  letters <- function(size, colour = NULL, bold = FALSE) {
    paste0(if (bold) "<w:b/><w:bCs/>",
           if (length(colour)) paste0("<w:color w:val=\"", colour, "\"/>"),
           "<w:sz w:val=\"", 2 * size, "\"/><w:szCs w:val=\"", 2 * size, "\"/>")
  }
  space <- function(before, after) {
    paste0("<w:spacing w:before=\"", 20 * before, "\" w:after=\"", 20 * after, "\"/>")
  }
  head <- function(level, size, before) {
    style(paste0("Heading", level), paste("heading", level),
          paste0("<w:keepNext/><w:keepLines/>", space(before, 4), "<w:outlineLvl w:val=\"",
                 level - 1, "\"/>"),
          letters(size, accent_ink, bold = TRUE), after = "BodyText")
  }
  character <- function(id, name, run = "", default = FALSE) paste0(
    "<w:style w:type=\"character\" w:styleId=\"", id, "\"", if (default) " w:default=\"1\"",
    "><w:name w:val=\"", name, "\"/><w:rPr>", run, "</w:rPr></w:style>"
  )
  box <- function(colour, fill) paste0(
    "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"", colour,
    "\"/></w:pBdr>",
    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"", fill, "\"/>", "<w:ind w:left=\"200\"/>"
  )
  c(
    style("Normal", "Normal"), style("BodyText", "Body Text"),
    style("FirstParagraph", "First Paragraph", based = "BodyText", after = "BodyText"),
    style("Compact", "Compact", space(2, 2), based = "BodyText"),
    style("Title", "Title", paste0(
      "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"6\" w:color=\"",
      accent_ink, "\"/></w:pBdr>", space(0, 10)
    ), letters(20, bold = TRUE), after = "BodyText"),
    head(1, 16, 20), head(2, 13, 14), head(3, 11.5, 12), head(4, 11, 10),
    style("Caption", "caption", paste0("<w:keepNext/><w:keepLines/>", space(12, 4)),
          letters(9.5, bold = TRUE)),
    style("ImageCaption", "Image Caption", based = "Caption"),
    style("TableCaption", "Table Caption", based = "Caption"),
    style("About", "About", space(0, 4), letters(10, "555D6C")),
    style("Internal", "Internal", paste0(box("A04F00", "FBF3EA"), space(6, 6))),
    style("BlockText", "Block Text", "<w:ind w:left=\"480\" w:right=\"480\"/>",
          based = "BodyText"),
    style("SourceCode", "Source Code", "<w:wordWrap w:val=\"off\"/>", letters(8.5)),
    style("Footer", "footer", "<w:jc w:val=\"right\"/>", letters(8.5, "555D6C")),
    style("TOCHeading", "TOC Heading", based = "Heading1"),
    style("TableofFigures", "table of figures", space(0, 3)),
    character("DefaultParagraphFont", "Default Paragraph Font", default = TRUE),
    character("VerbatimChar", "Verbatim Char", paste0(
      "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>"
    )),
    character("Hyperlink", "Hyperlink", paste0("<w:color w:val=\"", accent_ink, "\"/>")),
    paste0("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">",
           "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>")
  )
}

accent_ink <- "0B5C8F"
