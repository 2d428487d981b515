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
package io.weft.cli.debug;

/**
 * Something that can be asked of a session.
 *
 * @param name that it is called by
 * @param alias a shorter name
 * @param usage what follows the name
 * @param help what it does, in one line
 * @param action that does it
 */
record Command(String name, String alias, String usage, String help, Action action) {
    /** Does what a command says. */
    interface Action {
        Answer run(Session session, Arguments arguments);
    }

    boolean isCalled(String word) {
        return name.equalsIgnoreCase(word) || alias.equalsIgnoreCase(word);
    }

    String synopsis() {
        return (name + " " + usage).strip();
    }
}
