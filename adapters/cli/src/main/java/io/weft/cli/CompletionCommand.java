/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft completion}. */
@Command(
        name = "completion",
        header = "Prints a script that completes weft's commands and options in a shell.",
        footer = {
            "  source <(weft completion bash)                     in this shell",
            "  weft completion zsh > ~/.weft-completion           then source it in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** One script serves both; in zsh it loads the emulation of bash's completion. */
    enum Shell {
        BASH,
        ZSH
    }

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
