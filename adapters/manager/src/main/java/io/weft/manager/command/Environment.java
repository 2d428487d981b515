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
package io.weft.manager.command;

import java.util.Map;

/**
 * Gives a child process nothing but what it is given: a variable of whoever started Weft must not
 * change what a command prints or does.
 */
final class Environment {
    private Environment() {}

    /** Variables beside PATH, HOME and a plain locale, which are always set. */
    static void set(final ProcessBuilder builder, final Map<String, String> variables) {
        final Map<String, String> environment = builder.environment();
        final String path = environment.getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        final String home = environment.getOrDefault("HOME", "/");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", home);
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(variables);
    }
}
