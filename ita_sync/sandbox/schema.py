"""The methods imitated and their messages, as written by `python -m tools.sandbox_schema`.

Source: Google's discovery document for Sheets v4, revision 20261019, reduced to names and types.
One method a paragraph: name, HTTP method, path below /v4/spreadsheets, body, reply.
One message a paragraph, `Name = field:type ...`; among them the parameters of each method, and
those that are common to all. The types: s text, b boolean, i int32, n number, ? anything, [x] a
list of x, A| B one of these words, otherwise the name of another message.
"""

METHODS = """
batchUpdate POST /{spreadsheetId}:batchUpdate BatchUpdateSpreadsheetRequest
  BatchUpdateSpreadsheetResponse
create POST - Spreadsheet Spreadsheet
developerMetadata.get GET /{spreadsheetId}/developerMetadata/{metadataId} - DeveloperMetadata
developerMetadata.search POST /{spreadsheetId}/developerMetadata:search
  SearchDeveloperMetadataRequest SearchDeveloperMetadataResponse
get GET /{spreadsheetId} - Spreadsheet
getByDataFilter POST /{spreadsheetId}:getByDataFilter GetSpreadsheetByDataFilterRequest Spreadsheet
values.append POST /{spreadsheetId}/values/{range}:append ValueRange AppendValuesResponse
values.batchClear POST /{spreadsheetId}/values:batchClear BatchClearValuesRequest
  BatchClearValuesResponse
values.batchGet GET /{spreadsheetId}/values:batchGet - BatchGetValuesResponse
values.batchUpdate POST /{spreadsheetId}/values:batchUpdate BatchUpdateValuesRequest
  BatchUpdateValuesResponse
values.clear POST /{spreadsheetId}/values/{range}:clear ClearValuesRequest ClearValuesResponse
values.get GET /{spreadsheetId}/values/{range} - ValueRange
values.update PUT /{spreadsheetId}/values/{range} ValueRange UpdateValuesResponse
"""

MESSAGES = """
AddProtectedRangeRequest = protectedRange:ProtectedRange
AddSheetRequest = properties:SheetProperties
AppendCellsRequest = fields:s rows:[RowData] sheetId:i tableId:s
AppendDimensionRequest = dimension:DIMENSION_UNSPECIFIED| ROWS| COLUMNS length:i sheetId:i
AppendValuesResponse = spreadsheetId:s tableRange:s updates:UpdateValuesResponse
BasicFilter = criteria:? filterSpecs:[FilterSpec] range:GridRange sortSpecs:[SortSpec] tableId:s
BatchClearValuesRequest = ranges:[s]
BatchClearValuesResponse = clearedRanges:[s] spreadsheetId:s
BatchGetValuesResponse = spreadsheetId:s valueRanges:[ValueRange]
BatchUpdateSpreadsheetRequest = commentsViewMode:COMMENTS_VIEW_MODE_UNSPECIFIED|
  COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS| COMMENTS_VIEW_MODE_OMITTED|
  COMMENTS_VIEW_MODE_INCLUDED includeSpreadsheetInResponse:b requests:[Request]
  responseIncludeGridData:b responseRanges:[s]
BatchUpdateSpreadsheetResponse = commentUpdateState:COMMENT_UPDATE_STATE_UNSPECIFIED|
  NO_UPDATES_REQUESTED| ALL_SAVED| ALL_FAILED_UNKNOWN_REASON replies:[?] spreadsheetId:s
  updatedSpreadsheet:Spreadsheet
BatchUpdateValuesRequest = data:[ValueRange] includeValuesInResponse:b
  responseDateTimeRenderOption:SERIAL_NUMBER| FORMATTED_STRING
  responseValueRenderOption:FORMATTED_VALUE| UNFORMATTED_VALUE| FORMULA
  valueInputOption:INPUT_VALUE_OPTION_UNSPECIFIED| RAW| USER_ENTERED
BatchUpdateValuesResponse = responses:[UpdateValuesResponse] spreadsheetId:s totalUpdatedCells:i
  totalUpdatedColumns:i totalUpdatedRows:i totalUpdatedSheets:i
BooleanCondition = type:CONDITION_TYPE_UNSPECIFIED| NUMBER_GREATER| NUMBER_GREATER_THAN_EQ|
  NUMBER_LESS| NUMBER_LESS_THAN_EQ| NUMBER_EQ| NUMBER_NOT_EQ| NUMBER_BETWEEN| NUMBER_NOT_BETWEEN|
  TEXT_CONTAINS| TEXT_NOT_CONTAINS| TEXT_STARTS_WITH| TEXT_ENDS_WITH| TEXT_EQ| TEXT_IS_EMAIL|
  TEXT_IS_URL| DATE_EQ| DATE_BEFORE| DATE_AFTER| DATE_ON_OR_BEFORE| DATE_ON_OR_AFTER| DATE_BETWEEN|
  DATE_NOT_BETWEEN| DATE_IS_VALID| ONE_OF_RANGE| ONE_OF_LIST| BLANK| NOT_BLANK| CUSTOM_FORMULA|
  BOOLEAN| TEXT_NOT_EQ| DATE_NOT_EQ| FILTER_EXPRESSION values:[ConditionValue]
Border = color:Color colorStyle:ColorStyle style:STYLE_UNSPECIFIED| DOTTED| DASHED| SOLID|
  SOLID_MEDIUM| SOLID_THICK| NONE| DOUBLE width:i
Borders = bottom:Border left:Border right:Border top:Border
CellData = chipRuns:[?] dataSourceFormula:? dataSourceTable:? dataValidation:DataValidationRule
  effectiveFormat:CellFormat effectiveValue:ExtendedValue formattedValue:s hyperlink:s note:s
  pivotTable:? textFormatRuns:[TextFormatRun] userEnteredFormat:CellFormat
  userEnteredValue:ExtendedValue
CellFormat = backgroundColor:Color backgroundColorStyle:ColorStyle borders:Borders
  horizontalAlignment:HORIZONTAL_ALIGN_UNSPECIFIED| LEFT| CENTER| RIGHT
  hyperlinkDisplayType:HYPERLINK_DISPLAY_TYPE_UNSPECIFIED| LINKED| PLAIN_TEXT
  numberFormat:NumberFormat padding:Padding textDirection:TEXT_DIRECTION_UNSPECIFIED| LEFT_TO_RIGHT|
  RIGHT_TO_LEFT textFormat:TextFormat textRotation:TextRotation
  verticalAlignment:VERTICAL_ALIGN_UNSPECIFIED| TOP| MIDDLE| BOTTOM
  wrapStrategy:WRAP_STRATEGY_UNSPECIFIED| OVERFLOW_CELL| LEGACY_WRAP| CLIP| WRAP
ClearBasicFilterRequest = sheetId:i
ClearValuesRequest =
ClearValuesResponse = clearedRange:s spreadsheetId:s
Color = alpha:n blue:n green:n red:n
ColorStyle = rgbColor:Color themeColor:THEME_COLOR_TYPE_UNSPECIFIED| TEXT| BACKGROUND| ACCENT1|
  ACCENT2| ACCENT3| ACCENT4| ACCENT5| ACCENT6| LINK
ConditionValue = relativeDate:RELATIVE_DATE_UNSPECIFIED| PAST_YEAR| PAST_MONTH| PAST_WEEK|
  YESTERDAY| TODAY| TOMORROW userEnteredValue:s
CopyPasteRequest = destination:GridRange pasteOrientation:NORMAL| TRANSPOSE pasteType:PASTE_NORMAL|
  PASTE_VALUES| PASTE_FORMAT| PASTE_NO_BORDERS| PASTE_FORMULA| PASTE_DATA_VALIDATION|
  PASTE_CONDITIONAL_FORMATTING source:GridRange
CreateDeveloperMetadataRequest = developerMetadata:DeveloperMetadata
CutPasteRequest = destination:GridCoordinate pasteType:PASTE_NORMAL| PASTE_VALUES| PASTE_FORMAT|
  PASTE_NO_BORDERS| PASTE_FORMULA| PASTE_DATA_VALIDATION| PASTE_CONDITIONAL_FORMATTING
  source:GridRange
DataFilter = a1Range:s developerMetadataLookup:DeveloperMetadataLookup gridRange:GridRange
DataValidationRule = condition:BooleanCondition inputMessage:s showCustomUi:b strict:b
DeleteDeveloperMetadataRequest = dataFilter:DataFilter
DeleteDimensionRequest = range:DimensionRange
DeleteProtectedRangeRequest = protectedRangeId:i
DeleteSheetRequest = sheetId:i
DeveloperMetadata = location:DeveloperMetadataLocation metadataId:i metadataKey:s metadataValue:s
  visibility:DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED| DOCUMENT| PROJECT
DeveloperMetadataLocation = dimensionRange:DimensionRange
  locationType:DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED| ROW| COLUMN| SHEET| SPREADSHEET
  sheetId:i spreadsheet:b
DeveloperMetadataLookup =
  locationMatchingStrategy:DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED|
  EXACT_LOCATION| INTERSECTING_LOCATION locationType:DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED|
  ROW| COLUMN| SHEET| SPREADSHEET metadataId:i metadataKey:s
  metadataLocation:DeveloperMetadataLocation metadataValue:s
  visibility:DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED| DOCUMENT| PROJECT
DimensionProperties = dataSourceColumnReference:? developerMetadata:[DeveloperMetadata]
  hiddenByFilter:b hiddenByUser:b pixelSize:i
DimensionRange = dimension:DIMENSION_UNSPECIFIED| ROWS| COLUMNS endIndex:i sheetId:i startIndex:i
DuplicateSheetRequest = insertSheetIndex:i newSheetId:i newSheetName:s sourceSheetId:i
Editors = domainUsersCanEdit:b groups:[s] users:[s]
ErrorValue = message:s type:ERROR_TYPE_UNSPECIFIED| ERROR| NULL_VALUE| DIVIDE_BY_ZERO| VALUE| REF|
  NAME| NUM| N_A| LOADING
ExtendedValue = boolValue:b errorValue:ErrorValue formulaValue:s numberValue:n stringValue:s
FilterCriteria = condition:BooleanCondition hiddenValues:[s] visibleBackgroundColor:Color
  visibleBackgroundColorStyle:ColorStyle visibleForegroundColor:Color
  visibleForegroundColorStyle:ColorStyle
FilterSpec = columnIndex:i dataSourceColumnReference:? filterCriteria:FilterCriteria
GetSpreadsheetByDataFilterRequest = commentsViewMode:COMMENTS_VIEW_MODE_UNSPECIFIED|
  COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS| COMMENTS_VIEW_MODE_OMITTED|
  COMMENTS_VIEW_MODE_INCLUDED dataFilters:[DataFilter] excludeTablesInBandedRanges:b
  includeGridData:b
GridCoordinate = columnIndex:i rowIndex:i sheetId:i
GridData = columnMetadata:[DimensionProperties] rowData:[RowData] rowMetadata:[DimensionProperties]
  startColumn:i startRow:i
GridProperties = columnCount:i columnGroupControlAfter:b frozenColumnCount:i frozenRowCount:i
  hideGridlines:b rowCount:i rowGroupControlAfter:b
GridRange = endColumnIndex:i endRowIndex:i sheetId:i startColumnIndex:i startRowIndex:i
InsertDimensionRequest = inheritFromBefore:b range:DimensionRange
Link = uri:s
MatchedDeveloperMetadata = dataFilters:[DataFilter] developerMetadata:DeveloperMetadata
MergeCellsRequest = mergeType:MERGE_ALL| MERGE_COLUMNS| MERGE_ROWS range:GridRange
MoveDimensionRequest = destinationIndex:i source:DimensionRange
NumberFormat = pattern:s type:NUMBER_FORMAT_TYPE_UNSPECIFIED| TEXT| NUMBER| PERCENT| CURRENCY| DATE|
  TIME| DATE_TIME| SCIENTIFIC
Padding = bottom:i left:i right:i top:i
ProtectedRange = description:s editors:Editors namedRangeId:s protectedRangeId:i range:GridRange
  requestingUserCanEdit:b tableId:s unprotectedRanges:[GridRange] warningOnly:b
RepeatCellRequest = cell:CellData fields:s range:GridRange
Request = addBanding:? addChart:? addCommentReply:? addConditionalFormatRule:? addDataSource:?
  addDimensionGroup:? addFilterView:? addNamedRange:? addProtectedRange:AddProtectedRangeRequest
  addSheet:AddSheetRequest addSlicer:? addTable:? appendCells:AppendCellsRequest
  appendDimension:AppendDimensionRequest autoFill:? autoResizeDimensions:? cancelDataSourceRefresh:?
  clearBasicFilter:ClearBasicFilterRequest copyPaste:CopyPasteRequest
  createDeveloperMetadata:CreateDeveloperMetadataRequest cutPaste:CutPasteRequest deleteBanding:?
  deleteComment:? deleteCommentReply:? deleteConditionalFormatRule:? deleteDataSource:?
  deleteDeveloperMetadata:DeleteDeveloperMetadataRequest deleteDimension:DeleteDimensionRequest
  deleteDimensionGroup:? deleteDuplicates:? deleteEmbeddedObject:? deleteFilterView:?
  deleteNamedRange:? deleteProtectedRange:DeleteProtectedRangeRequest deleteRange:?
  deleteSheet:DeleteSheetRequest deleteTable:? duplicateFilterView:?
  duplicateSheet:DuplicateSheetRequest findReplace:? insertComment:?
  insertDimension:InsertDimensionRequest insertRange:? mergeCells:MergeCellsRequest
  moveDimension:MoveDimensionRequest pasteData:? randomizeRange:? refreshDataSource:?
  repeatCell:RepeatCellRequest setBasicFilter:SetBasicFilterRequest
  setDataValidation:SetDataValidationRequest sortRange:SortRangeRequest textToColumns:?
  trimWhitespace:? unmergeCells:UnmergeCellsRequest updateBanding:? updateBorders:?
  updateCells:UpdateCellsRequest updateChartSpec:? updateCommentPost:? updateConditionalFormatRule:?
  updateDataSource:? updateDeveloperMetadata:UpdateDeveloperMetadataRequest updateDimensionGroup:?
  updateDimensionProperties:UpdateDimensionPropertiesRequest updateEmbeddedObjectBorder:?
  updateEmbeddedObjectPosition:? updateFilterView:? updateNamedRange:?
  updateProtectedRange:UpdateProtectedRangeRequest
  updateSheetProperties:UpdateSheetPropertiesRequest updateSlicerSpec:?
  updateSpreadsheetProperties:UpdateSpreadsheetPropertiesRequest updateTable:?
RowData = values:[CellData]
SearchDeveloperMetadataRequest = dataFilters:[DataFilter]
SearchDeveloperMetadataResponse = matchedDeveloperMetadata:[MatchedDeveloperMetadata]
SetBasicFilterRequest = filter:BasicFilter
SetDataValidationRequest = filteredRowsIncluded:b range:GridRange rule:DataValidationRule
Sheet = bandedRanges:[?] basicFilter:BasicFilter charts:[?] columnGroups:[?] commentAnchors:[?]
  conditionalFormats:[?] data:[GridData] developerMetadata:[DeveloperMetadata] filterViews:[?]
  merges:[GridRange] properties:SheetProperties protectedRanges:[ProtectedRange] rowGroups:[?]
  slicers:[?] tables:[?]
SheetProperties = dataSourceSheetProperties:? gridProperties:GridProperties hidden:b index:i
  rightToLeft:b sheetId:i sheetType:SHEET_TYPE_UNSPECIFIED| GRID| OBJECT| DATA_SOURCE tabColor:Color
  tabColorStyle:ColorStyle title:s
SortRangeRequest = range:GridRange sortSpecs:[SortSpec]
SortSpec = backgroundColor:Color backgroundColorStyle:ColorStyle dataSourceColumnReference:?
  dimensionIndex:i foregroundColor:Color foregroundColorStyle:ColorStyle
  sortOrder:SORT_ORDER_UNSPECIFIED| ASCENDING| DESCENDING
Spreadsheet = comments:[?] commentsViewMode:COMMENTS_VIEW_MODE_UNSPECIFIED|
  COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS| COMMENTS_VIEW_MODE_OMITTED|
  COMMENTS_VIEW_MODE_INCLUDED dataSourceSchedules:[?] dataSources:[?]
  developerMetadata:[DeveloperMetadata] namedRanges:[?] properties:SpreadsheetProperties
  sheets:[Sheet] spreadsheetId:s spreadsheetUrl:s
SpreadsheetProperties = autoRecalc:RECALCULATION_INTERVAL_UNSPECIFIED| ON_CHANGE| MINUTE| HOUR
  defaultFormat:CellFormat importFunctionsExternalUrlAccessAllowed:b iterativeCalculationSettings:?
  locale:s spreadsheetTheme:? timeZone:s title:s
TextFormat = bold:b fontFamily:s fontSize:i foregroundColor:Color foregroundColorStyle:ColorStyle
  italic:b link:Link strikethrough:b underline:b
TextFormatRun = format:TextFormat startIndex:i
TextRotation = angle:i vertical:b
UnmergeCellsRequest = range:GridRange
UpdateCellsRequest = fields:s range:GridRange rows:[RowData] start:GridCoordinate
UpdateDeveloperMetadataRequest = dataFilters:[DataFilter] developerMetadata:DeveloperMetadata
  fields:s
UpdateDimensionPropertiesRequest = dataSourceSheetRange:? fields:s properties:DimensionProperties
  range:DimensionRange
UpdateProtectedRangeRequest = fields:s protectedRange:ProtectedRange
UpdateSheetPropertiesRequest = fields:s properties:SheetProperties
UpdateSpreadsheetPropertiesRequest = fields:s properties:SpreadsheetProperties
UpdateValuesResponse = spreadsheetId:s updatedCells:i updatedColumns:i updatedData:ValueRange
  updatedRange:s updatedRows:i
ValueRange = majorDimension:DIMENSION_UNSPECIFIED| ROWS| COLUMNS range:s values:[[?]]
batchUpdate =
common = $.xgafv:1| 2 access_token:s alt:json| media| proto callback:s fields:s key:s oauth_token:s
  prettyPrint:b quotaUser:s uploadType:s upload_protocol:s
create =
developerMetadata.get =
developerMetadata.search =
get = commentsViewMode:COMMENTS_VIEW_MODE_UNSPECIFIED|
  COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS| COMMENTS_VIEW_MODE_OMITTED|
  COMMENTS_VIEW_MODE_INCLUDED excludeTablesInBandedRanges:b includeGridData:b ranges:[s]
getByDataFilter =
values.append = includeValuesInResponse:b insertDataOption:OVERWRITE| INSERT_ROWS
  responseDateTimeRenderOption:SERIAL_NUMBER| FORMATTED_STRING
  responseValueRenderOption:FORMATTED_VALUE| UNFORMATTED_VALUE| FORMULA
  valueInputOption:INPUT_VALUE_OPTION_UNSPECIFIED| RAW| USER_ENTERED
values.batchClear =
values.batchGet = dateTimeRenderOption:SERIAL_NUMBER| FORMATTED_STRING
  majorDimension:DIMENSION_UNSPECIFIED| ROWS| COLUMNS ranges:[s] valueRenderOption:FORMATTED_VALUE|
  UNFORMATTED_VALUE| FORMULA
values.batchUpdate =
values.clear =
values.get = dateTimeRenderOption:SERIAL_NUMBER| FORMATTED_STRING
  majorDimension:DIMENSION_UNSPECIFIED| ROWS| COLUMNS valueRenderOption:FORMATTED_VALUE|
  UNFORMATTED_VALUE| FORMULA
values.update = includeValuesInResponse:b responseDateTimeRenderOption:SERIAL_NUMBER|
  FORMATTED_STRING responseValueRenderOption:FORMATTED_VALUE| UNFORMATTED_VALUE| FORMULA
  valueInputOption:INPUT_VALUE_OPTION_UNSPECIFIED| RAW| USER_ENTERED
"""
