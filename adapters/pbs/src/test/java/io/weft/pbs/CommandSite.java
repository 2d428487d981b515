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
package io.weft.pbs;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import java.util.List;

/** Somewhere to try commands of PBS as several users: the fake, or a real server. */
interface CommandSite {
    CommandResult run(String user, List<String> command) throws ManagerException;

    void pause(long milliseconds);
}
