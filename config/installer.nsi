; Installer for Windows, made by config/maker-nsis.ts, which gives VERSION, FILE_VERSION, SOURCE (folder of the packaged program), PROGRAM
; (its .exe) and OUT. Honours /S, --updated and --force-run, which the updater says.
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
!insertmacro GetParameters
!insertmacro GetOptions

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lakana"

Name "Lakana"
OutFile "${OUT}"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ShowInstDetails nevershow
VIProductVersion "${FILE_VERSION}"
VIAddVersionKey ProductName "Lakana"
VIAddVersionKey FileDescription "Lakana"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache-2.0"

!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"

; One fixed folder, whatever the command line says: it is emptied before installing and when uninstalling.
!macro Begin
  SetRegView 64
  SetShellVarContext all
  StrCpy $INSTDIR "$PROGRAMFILES64\Lakana"
!macroend

; Asks the running program to close (it locks its office), and ends it when it does not.
!macro CloseProgram
  nsExec::Exec 'taskkill /IM "${PROGRAM}"'
  Pop $0
  ${If} $0 == 0
    Sleep 5000
    nsExec::Exec 'taskkill /F /IM "${PROGRAM}"'
    Pop $0
  ${EndIf}
!macroend

Function .onInit
  !insertmacro Begin
FunctionEnd

Function un.onInit
  !insertmacro Begin
FunctionEnd

; Through the desktop, so that the program does not inherit the installer's rights.
Function StartProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

Section
  !insertmacro CloseProgram
  RMDir /r "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  ; Several people share the PC: each may work in the office's data, which are encrypted.
  CreateDirectory "$APPDATA\Lakana"
  nsExec::Exec 'icacls "$APPDATA\Lakana" /grant *S-1-5-32-545:(OI)(CI)M'
  Pop $0

  CreateShortCut "$SMPROGRAMS\Lakana.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortCut "$DESKTOP\Lakana.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Lakana"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Lakana"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1

  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "--force-run" $2
  ${IfNot} ${Errors}
    Call StartProgram
  ${EndIf}
SectionEnd

; The office's data stay where they are.
Section "Uninstall"
  !insertmacro CloseProgram
  Delete "$SMPROGRAMS\Lakana.lnk"
  Delete "$DESKTOP\Lakana.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
