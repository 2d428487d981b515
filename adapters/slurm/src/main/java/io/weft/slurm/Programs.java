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
package io.weft.slurm;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import java.util.ArrayList;
import java.util.List;

/** The programs of one Slurm, a process for each call. */
final class Programs {
    private final SlurmSettings settings;
    private final CommandRunner runner;

    Programs(final SlurmSettings settings, final CommandRunner runner) {
        this.settings = settings;
        this.runner = runner;
    }

    /**
     * What a program prints.
     *
     * @throws ManagerException when it fails, with what it said.
     */
    String run(final String program, final String... arguments) throws ManagerException {
        final List<String> command = new ArrayList<>();
        command.add(settings.program(program));
        command.addAll(List.of(arguments));
        final CommandResult result = runner.run(command, settings.timeoutNs());
        if (!result.isSuccess()) {
            throw Answers.failure(program, result.error() + " " + result.output());
        }
        return result.output();
    }
}
