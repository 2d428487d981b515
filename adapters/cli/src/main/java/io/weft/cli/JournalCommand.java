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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft journal}: looks after journals. */
@Command(
        name = "journal",
        header = "Checks a journal, writes what is sound of it anew, or exports it.",
        subcommands = {
            JournalVerifyCommand.class,
            JournalRepairCommand.class,
            JournalExportCommand.class
        },
        footer = {
            "  weft journal verify run",
            "  weft journal repair run run-repaired",
            "  weft journal export run",
        })
final class JournalCommand implements Callable<Integer> {
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "journal what? Expected: weft journal verify DIR, repair DIR NEW or export DIR");
    }
}
