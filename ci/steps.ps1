# Dot-sourced by the PowerShell scripts of ci/: which step runs, programs whose exit codes are looked at, MSYS2.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# PowerShell 7 could take any exit code but 0 for an error; Invoke-Native knows which are.
$PSNativeCommandUseErrorActionPreference = $false

$script:StepName = 'start'

function Enter-Step {
    param([Parameter(Mandatory)] [string] $Name)
    $script:StepName = $Name
    Write-Host ''
    Write-Host "== $Name"
}

# Runs a program and stops when its exit code is not among those allowed: $ErrorActionPreference does not see exit codes.
# The code is in $LASTEXITCODE. The only place that starts programs.
function Invoke-Native {
    param(
        [Parameter(Mandatory)] [string] $Program,
        [string[]] $Arguments = @(),
        [int[]] $Allow = @(0)
    )
    & $Program @Arguments
    if ($Allow -notcontains $LASTEXITCODE) {
        throw "$Program $($Arguments -join ' '): exit code $LASTEXITCODE"
    }
}

# Runs a script block in the root of the tree and ends with its exit code; says in which step it stopped.
function Invoke-Script {
    param([Parameter(Mandatory)] [scriptblock] $Body)
    $code = 0
    Push-Location (Split-Path -Parent $PSScriptRoot)
    try {
        . $Body
        $code = $script:Code
    } catch {
        Write-Host ''
        Write-Host "stopped in step: $($script:StepName): $($_.Exception.Message)"
        $code = 3
    } finally {
        Pop-Location
    }
    exit $code
}
$script:Code = 0

# The folder of MSYS2: LASTWORDS_MSYS2, or where its installer puts it.
function Get-Msys {
    $candidates = @($env:LASTWORDS_MSYS2, 'C:\msys64', "$env:SystemDrive\msys64", 'D:\msys64')
    foreach ($candidate in $candidates) {
        # Not Join-Path, which fails where there is no such drive.
        if ($candidate -and (Test-Path "$candidate\usr\bin\pacman.exe")) {
            return $candidate
        }
    }
    throw 'MSYS2 was not found: install it (winget install MSYS2.MSYS2), or set LASTWORDS_MSYS2 to its folder'
}

# Installs the packages of MSYS2's UCRT64 that are missing, and puts its programs first on the path of this process.
function Install-Packages {
    param([Parameter(Mandatory)] [string[]] $Names, [string[]] $IfThere = @())
    $msys = Get-Msys
    $pacman = Join-Path $msys 'usr\bin\pacman.exe'
    $env:MSYSTEM = 'UCRT64'
    $env:PATH = "$msys\ucrt64\bin;$env:PATH"

    $missing = @()
    foreach ($name in $Names) {
        if (-not (Test-Package $msys $name)) {
            $missing += "mingw-w64-ucrt-x86_64-$name"
        }
    }
    if ($missing.Count -gt 0) {
        Write-Host "installing $($missing -join ' ')"
        # Fails where the installation is too old for today's packages; then update it: pacman -Syu, twice.
        Invoke-Native $pacman (@('-Sy', '--needed', '--noconfirm') + $missing)
    }
    foreach ($name in $IfThere) {
        Invoke-Native $pacman @('-S', '--needed', '--noconfirm', "mingw-w64-ucrt-x86_64-$name") -Allow @(0, 1)
        if ($LASTEXITCODE -ne 0) {
            Write-Host "MSYS2 has no $name; what needs it is left out"
        }
    }
}

# Is a package of UCRT64 installed? pacman keeps a folder for each.
function Test-Package {
    param([Parameter(Mandatory)] [string] $Msys, [Parameter(Mandatory)] [string] $Name)
    $pattern = Join-Path $Msys "var\lib\pacman\local\mingw-w64-ucrt-x86_64-$Name-[0-9]*"
    return (Test-Path $pattern)
}

# A Python 3.11 or newer that has the modules: LASTWORDS_PYTHON, MSYS2's, or another on the path.
function Get-Python {
    param([Parameter(Mandatory)] [string[]] $Modules)
    $tries = "try:`n  import $($Modules -join ', ')`nexcept ImportError: sys.exit(1)"
    $wanted = "import sys`n$tries`nsys.exit(sys.version_info < (3, 11))"
    foreach ($candidate in @($env:LASTWORDS_PYTHON, 'python3', 'python')) {
        if ($candidate -and (Get-Command $candidate -ErrorAction SilentlyContinue)) {
            # Any code: an interpreter without the modules ends with 1, the stand-in of the Microsoft Store with 9009.
            $null = Invoke-Native $candidate @('-c', $wanted) -Allow @(0, 1, 9009)
            if ($LASTEXITCODE -eq 0) {
                return $candidate
            }
        }
    }
    throw "no Python 3.11 with $($Modules -join ', '): set LASTWORDS_PYTHON to one"
}
