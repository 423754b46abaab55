# On Windows what ci/matrix does on Debian: installs what is missing (into MSYS2's UCRT64), builds, runs the whole
# matrix, prints the tables of the claims, and leaves build\record.jsonl, build\report.md and the pages of build\report.
#   powershell -ExecutionPolicy Bypass -File ci\matrix.ps1 [ARGUMENTS of lastwords run]
# Exit codes are those of lastwords; 3 when a step before it fails.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'steps.ps1')

$runArguments = @($args)
Invoke-Script {
    Enter-Step 'install what is missing'
    Install-Packages @('gcc', 'cmake', 'ninja', 'jansson', 'python', 'python-jinja', 'python-matplotlib')

    Enter-Step 'build'
    Invoke-Native 'cmake' @('--preset', 'windows', '-DLASTWORDS_TESTS=OFF', '--log-level=WARNING')
    Invoke-Native 'cmake' @('--build', '--preset', 'windows')

    Enter-Step 'run the matrix'
    Invoke-Native 'build\lastwords.exe' (@('run', '--record', 'build\record.jsonl') + $runArguments) -Allow @(0, 1, 2, 3, 77)
    $script:Code = $LASTEXITCODE

    if (Test-Path 'build\record.jsonl') {
        Enter-Step 'write the report'
        $python = Get-Python @('jinja2')
        Invoke-Native $python @('-B', '-m', 'reports', 'markdown', 'build\record.jsonl', '-o', 'build\report.md')
        Invoke-Native $python @('-B', '-m', 'reports', 'html', 'build\record.jsonl', '-o', 'build\report')
        Write-Host 'record: build\record.jsonl'
        Write-Host 'report: build\report.md'
        Invoke-Native $python @('-B', '-m', 'reports', 'compare', '--brief', 'reports\observed', 'build\record.jsonl') -Allow @(0, 1, 2)
    }
}
