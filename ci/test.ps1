# On Windows what ci/test does on Debian: installs what is missing (into MSYS2's UCRT64), builds with warnings as
# errors, and runs every test that is not about Linux. Where MSYS2 has no Criterion the unit tests are not built, and
# this is said: they know no system, and ci/test runs them on Linux.
#   powershell -ExecutionPolicy Bypass -File ci\test.ps1 [ARGUMENTS of ctest]
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'steps.ps1')

$testArguments = @($args)
Invoke-Script {
    Enter-Step 'install what is missing'
    $packages = @('gcc', 'cmake', 'ninja', 'jansson', 'pkgconf', 'python', 'python-jinja', 'python-pytest', 'python-jsonschema', 'python-lxml')
    Install-Packages $packages -IfThere @('criterion')

    Enter-Step 'build'
    Invoke-Native 'cmake' @('--preset', 'windows', '-DLASTWORDS_TESTS=ON', '--log-level=WARNING')
    Invoke-Native 'cmake' @('--build', '--preset', 'windows')

    Enter-Step 'test'
    Invoke-Native 'ctest' (@('--test-dir', 'build', '--output-on-failure', '--no-tests=error') + $testArguments) -Allow @(0, 8)
    $script:Code = $LASTEXITCODE
}
