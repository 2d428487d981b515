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

/** A process for each command: the plain way. */
final class ForkedControl implements Control {
    private final CommandRunner runner;
    private final String program;
    private final long timeoutNs;

    ForkedControl(final CommandRunner runner, final String program, final long timeoutNs) {
        this.runner = runner;
        this.program = program;
        this.timeoutNs = timeoutNs;
    }

    @Override
    public String run(final List<String> words) throws ManagerException {
        final List<String> command = new ArrayList<>();
        command.add(program);
        command.add("-o");
        command.addAll(Words.require(words));
        final CommandResult result = runner.run(command, timeoutNs);
        if (!result.isSuccess()) {
            throw Answers.failure(String.join(" ", words), result.error() + " " + result.output());
        }
        return result.output();
    }

    @Override
    public void close() {}
}
