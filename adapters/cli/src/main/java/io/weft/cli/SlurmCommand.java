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

import io.weft.manager.daemon.SiteAdapter;
import io.weft.slurm.site.SlurmAdapter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft slurm}: schedules a real Slurm. */
@Command(
        name = "slurm",
        header = "Schedules a real Slurm: init, check, run, status.",
        description = {"docs/slurm.md tells how a site is set up, and what every setting is."},
        subcommands = {
            SiteInitCommand.class,
            SiteCheckCommand.class,
            SiteRunCommand.class,
            SiteStatusCommand.class
        },
        footer = {
            "  weft slurm init /etc/weft",
            "  weft slurm check",
            "  weft slurm run",
            "  weft slurm status",
        })
final class SlurmCommand implements Callable<Integer>, SiteCommand {
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public SiteAdapter adapter() {
        return new SlurmAdapter();
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "slurm what? Expected: weft slurm init DIR, check, run or status");
    }
}
