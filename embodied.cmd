@echo off
rem Builds in Release and runs the command. MuJoCo must be installed: set MUJOCO_PATH to its library.
setlocal
where dotnet >nul 2>nul || (echo embodied: the .NET 10 SDK is not on PATH & exit /b 1)
if "%1"=="test" (
  dotnet test --solution "%~dp0Embodied.sln" -c Release
  exit /b %ERRORLEVEL%
)
dotnet build "%~dp0core\Embodied.Cli" -c Release -v quiet -nologo || exit /b 1
dotnet "%~dp0artifacts\bin\Embodied.Cli\release\embodied.dll" %*
